import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { institution } from "@/lib/institution";
import { BackToDoors } from "../ui/back-to-doors";
import { Page } from "../ui/page-layout";
import { Answer } from "./answer";
import { Desks } from "./desks";
import { entryGroups } from "./entries";
import { OpenTarget } from "./open-target";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help"))("title") };
}

/** « Problème de connexion »: what may happen to somebody, in their own words; what to do, and whom to see. */
export default function HelpPage() {
  const t = useTranslations("help");
  const { help, sheetName } = institution();
  return (
    <Page steps={<BackToDoors />} aside={<People phone={help.phone} />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {entryGroups.map((group) => (
        <section key={group.key} className="topic" aria-labelledby={`group-${group.key}`}>
          <h2 id={`group-${group.key}`}>{t(`groups.${group.key}`)}</h2>
          <div className="rows questions">
            {group.entries.map((entry) => (
              <details key={entry.anchor}>
                <summary>
                  <h3>{t(`entries.${entry.key}.question`, { sheet: sheetName })}</h3>
                </summary>
                {/* The anchor is inside: a browser that goes to it opens what surrounds it, without scripts. */}
                <div id={entry.anchor}>
                  <Answer entry={entry.key} />
                  {entry.contact && <Desks of={entry.contact} />}
                </div>
              </details>
            ))}
          </div>
        </section>
      ))}
      <OpenTarget />
    </Page>
  );
}

function People({ phone }: { phone: string }) {
  const t = useTranslations("help");
  return (
    <>
      <h2>{t("people")}</h2>
      <Desks of="kiosks" phone={phone} />
    </>
  );
}
