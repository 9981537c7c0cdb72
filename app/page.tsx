import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { institution } from "@/lib/institution";
import { SiteFrame } from "./frame/site-frame";
import { Door, type DoorName } from "./ui/drawings";

const doors = [
  { key: "activation", href: "/premiere-connexion", drawing: "open" },
  { key: "forgotten", href: "/mot-de-passe-oublie", drawing: "keyhole" },
  { key: "help", href: "/aide", drawing: "lamp" },
  { key: "desk", href: "/personnel/mots-de-passe-etudiants", drawing: "desk" },
] as const satisfies readonly { key: string; href: string; drawing: DoorName }[];

/** The four doors, on one wall. */
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
      <p className="soft under">
        {t.rich("already", {
          link: (chunks) => (
            <Link className="nb" href="/connexion">
              {chunks}
            </Link>
          ),
        })}
      </p>
    </SiteFrame>
  );
}
