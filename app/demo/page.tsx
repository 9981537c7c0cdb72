import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { daysAhead } from "@/lib/demo/clock";
import { readMailbox } from "@/lib/demo/mailbox";
import { wasSeeded } from "@/lib/demo/queries";
import { ClockForm } from "./clock-form";
import { demoServicesIfAny } from "./demo-services";
import { Inhabitants } from "./inhabitants";
import { MailList } from "./mail-list";

export async function generateMetadata(): Promise<Metadata> {
  if (!demoServicesIfAny()) return metadataOfNothing();
  return { title: (await getTranslations("demo"))("pageTitle") };
}

const sections = [
  ["mails", "courrier"],
  ["clock", "horloge"],
] as const;

const ofInhabitants = [
  ["stories", "histoires"],
  ["students", "etudiants"],
  ["staff", "personnel"],
  ["afresh", "recommencer"],
] as const;

/** What a stranger needs to try everything: people and their secrets (in our own database only), mail, and a clock. */
export default async function DemoPage({ searchParams }: { searchParams: Promise<{ recommence?: string }> }) {
  const services = demoServicesIfAny();
  if (!services) return nothingHere();
  const { db, clock, env } = services;
  const t = await getTranslations("demo");
  const [{ recommence }, isInhabited, mails] = await Promise.all([
    searchParams,
    wasSeeded(db),
    readMailbox(env.dataDir),
  ]);
  const shown = isInhabited ? [...sections, ...ofInhabitants] : sections;
  return (
    <Page
      steps={<Contents label={t("nav.label")} items={shown.map(([key, id]) => [t(`nav.${key}`), id])} />}
      heading={
        <>
          <h1>{t("title")}</h1>
          {isInhabited ? (
            <p className="lead">{t("lead")}</p>
          ) : (
            <Notice tone="neutral" title={t("nobody.title")}>
              <p>{t("nobody.text")}</p>
            </Notice>
          )}
          {recommence && (
            <div role="status">
              <Notice tone="done" title={t("afresh.done")} />
            </div>
          )}
        </>
      }
      aside={
        <>
          <h2 id="courrier">{t("mails.title")}</h2>
          <MailList mails={mails} />
          <h2 id="horloge">{t("clock.title")}</h2>
          <ClockForm now={clock.now()} daysAhead={daysAhead(env.dataDir)} />
        </>
      }
    >
      {isInhabited && <Inhabitants services={services} />}
    </Page>
  );
}

function Contents({ label, items }: { label: string; items: readonly (readonly [string, string])[] }) {
  return (
    <>
      <BackToDoors />
      <nav className="demo-contents" aria-label={label}>
        <ul>
          {items.map(([name, id]) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
