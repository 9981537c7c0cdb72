import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { institution } from "@/lib/institution";
import { isServed, type Population, populations, rulesOf } from "@/lib/population";
import { BackToDoors } from "../ui/back-to-doors";
import { Door, type DoorName } from "../ui/drawings";
import { Icon } from "../ui/icons";
import { Page } from "../ui/page-layout";
import { pathOf } from "./[population]/paths";

const drawings: Record<Population, DoorName> = { student: "open", staff: "desk" };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home.population"))("pageTitle") };
}

/** First connection: student, or staff. Says who serves a population that the service does not. */
export default function PopulationPage() {
  const t = useTranslations("home.population");
  const own = institution();
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t.rich("title", { sup: (chunks) => <sup>{chunks}</sup> })}</h1>
      <div className="choices">
        {populations.map((population) => (
          <Link key={population} className="choice" href={pathOf("identity", population)}>
            <Door name={drawings[population]} />
            <span>
              <b>{t(`${population}.name`)}</b>
              {isServed(population, own)
                ? t(`${population}.what`, { sheet: rulesOf(own, population).sheetName })
                : t("staff.elsewhere")}
            </span>
            <Icon name="arrow-right" />
          </Link>
        ))}
      </div>
      <p className="soft">{t.rich("noSheet", { link: (chunks) => <a href="/aide#feuille-perdue">{chunks}</a> })}</p>
    </Page>
  );
}
