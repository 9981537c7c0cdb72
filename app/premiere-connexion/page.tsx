import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { BackToDoors } from "../ui/back-to-doors";
import { Door, type DoorName } from "../ui/drawings";
import { Icon } from "../ui/icons";
import { Page } from "../ui/page-layout";

const populations = [
  { key: "student", href: "/premiere-connexion/etudiant", drawing: "open" },
  { key: "staff", href: "/premiere-connexion/personnel", drawing: "desk" },
] as const satisfies readonly { key: string; href: string; drawing: DoorName }[];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home.population"))("pageTitle") };
}

/** First connection: student, or staff. */
export default function PopulationPage() {
  const t = useTranslations("home.population");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t.rich("title", { sup: (chunks) => <sup>{chunks}</sup> })}</h1>
      <div className="choices">
        {populations.map(({ key, href, drawing }) => (
          <Link key={key} className="choice" href={href}>
            <Door name={drawing} />
            <span>
              <b>{t(`${key}.name`)}</b>
              {t(`${key}.what`)}
            </span>
            <Icon name="arrow-right" />
          </Link>
        ))}
      </div>
      <p className="soft">{t.rich("noSheet", { link: (chunks) => <a href="/aide#feuille-perdue">{chunks}</a> })}</p>
    </Page>
  );
}
