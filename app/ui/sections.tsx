import { Link } from "@/app/ui/link";
import { BackToDoors } from "./back-to-doors";

export interface Section {
  href: string;
  name: string;
}

/** The pages of one part of the service, for the margin: the current one, and the others. */
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
