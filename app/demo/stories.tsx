import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { demoStaff, demoStudents } from "@/embedded/demo-people";
import { type SecretKind, Secrets } from "./secrets";

const student = (uid: string) => demoStudents.find((person) => person.uid === uid);
const staff = (uid: string) => demoStaff.find((person) => person.uid === uid);

function sheetOf(uid: string): [SecretKind, string][] {
  const { identifier = "", sheet } = student(uid) ?? {};
  return [
    ["identifier", identifier],
    ["provisionalPassword", sheet?.provisionalPassword ?? ""],
  ];
}

function signInOf(uid: string): [SecretKind, string][] {
  return [
    ["login", uid],
    ["password", staff(uid)?.password ?? ""],
  ];
}

const cardOf = (uid: string): [SecretKind, string] => ["card", student(uid)?.cards[0]?.number ?? ""];

const stories = [
  { key: "opening", href: "/premiere-connexion/etudiant", secrets: sheetOf("camille.martin") },
  {
    key: "desk",
    href: "/personnel/mots-de-passe-etudiants",
    secrets: [...signInOf("garcia-l"), cardOf("hugo.bernard")],
  },
  {
    key: "forgotten",
    href: "/mot-de-passe-oublie",
    secrets: [["identifier", student("hugo.bernard")?.identifier ?? ""]] as [SecretKind, string][],
  },
  { key: "tomorrow", href: "#horloge", secrets: sheetOf("zoe.lefevre") },
  { key: "sheet", href: "/scolarite", secrets: signInOf("morel-c") },
  { key: "journal", href: "/administration/journal", secrets: signInOf("fabre-a") },
] as const;

/** What to try first, with the credentials that it requires. */
export function Stories() {
  const t = useTranslations("demo.stories");
  return (
    <ol className="stories">
      {stories.map(({ key, href, secrets }) => (
        <li key={key} className="flow">
          <h3>{t(`${key}.title`)}</h3>
          <p>{t(`${key}.what`)}</p>
          <Secrets secrets={secrets} />
          <p className="one-link">
            <Link href={href}>{t.rich(`${key}.go`, { sup: (chunks) => <sup>{chunks}</sup> })}</Link>
          </p>
        </li>
      ))}
    </ol>
  );
}
