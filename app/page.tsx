import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { institution } from "@/lib/institution";
import type { Role } from "@/lib/session/visitor";
import { SiteFrame } from "./frame/site-frame";
import { visitorIfKnown } from "./frame/visitor-if-known";
import { doorsOf } from "./mon-compte/doors";
import { isOpenHere, wordsOf } from "./register-office/words";
import { Door, type DoorName } from "./ui/drawings";

const doors = [
  { key: "activation", href: "/premiere-connexion", drawing: "open" },
  { key: "forgotten", href: "/mot-de-passe-oublie", drawing: "keyhole" },
  { key: "help", href: "/aide", drawing: "lamp" },
  { key: "desk", href: "/personnel/mots-de-passe-etudiants", drawing: "desk" },
] as const satisfies readonly { key: string; href: string; drawing: DoorName }[];

/** The home page, with its four doors. */
export default function HomePage() {
  const t = useTranslations("home");
  const sheet = institution().sheetName;
  return (
    <SiteFrame className="home">
      <div className="wall">
        <h1>{t("title")}</h1>
      </div>
      <nav className="facade" aria-label={t("doors.label")}>
        {doors.map(({ key, href, drawing }, index) => (
          <Link key={key} className={index === 0 ? "door first" : "door"} href={href}>
            <Door name={drawing} />
            <span className="say">
              <span className="name">{t.rich(`doors.${key}.name`, { sup: (chunks) => <sup>{chunks}</sup> })}</span>
              <span className="what">{t(`doors.${key}.what`, { sheet })}</span>
            </span>
          </Link>
        ))}
      </nav>
      <Under />
    </SiteFrame>
  );
}

/** The way in for people with an account; once signed in, their pages. Empty while the screen is lent to a student. */
async function Under() {
  const visitor = await visitorIfKnown();
  if (visitor) return visitor.isFrozen ? null : <Yours roles={visitor.roles} />;
  const t = await getTranslations("home");
  return (
    <p className="soft under">
      {t.rich("already", {
        link: (chunks) => (
          <Link className="nb" href="/connexion">
            {chunks}
          </Link>
        ),
      })}
    </p>
  );
}

function Yours({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("home");
  const account = useTranslations("account");
  const open = doorsOf(roles).filter(({ office }) => !office || isOpenHere(office));
  return (
    <nav className="under flow" aria-labelledby="yours">
      <h2 id="yours">{t("yours")}</h2>
      <ul className="stitch-list">
        <li>
          <Link href="/mon-compte">{account("title")}</Link>
        </li>
        {open.map(({ key, href, office }) => (
          <li key={href}>
            <Link href={href}>{account(`door.${key}`, office && wordsOf(office))}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
