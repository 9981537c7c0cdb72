import { Link } from "@/app/ui/link";
import { BackToDoors } from "./back-to-doors";

export interface Section {
  href: string;
  name: string;
}

/** The rooms of one part of the service, for the margin of its pages: where one is, and where one may go. */
export function Sections({ label, sections, here }: { label: string; sections: readonly Section[]; here: string }) {
  return (
    <>
      <BackToDoors />
      <nav className="sections" aria-label={label}>
        <ul>
          {sections.map(({ href, name }) => (
            <li key={href}>
              <Link href={href} aria-current={href === here ? "page" : undefined}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
