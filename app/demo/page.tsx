import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { daysAhead } from "@/lib/demo/clock";
import { readMailbox } from "@/lib/demo/mailbox";
import { selectStandings } from "@/lib/demo/queries";
import { AfreshForm } from "./afresh-form";
import { ClockForm } from "./clock-form";
import { demoServicesIfAny } from "./demo-services";
import { MailList } from "./mail-list";
import { DemoStaff, DemoStudents } from "./people";
import { Stories } from "./stories";

export async function generateMetadata(): Promise<Metadata> {
  if (!demoServicesIfAny()) return metadataOfNothing();
  return { title: (await getTranslations("demo"))("pageTitle") };
}

const sections = [
  ["mails", "courrier"],
  ["clock", "horloge"],
  ["stories", "histoires"],
  ["students", "etudiants"],
  ["staff", "personnel"],
  ["afresh", "recommencer"],
] as const;

/** What a stranger needs to try everything: people, their secrets, their mail, and a clock to move. */
export default async function DemoPage({ searchParams }: { searchParams: Promise<{ recommence?: string }> }) {
  const services = demoServicesIfAny();
  if (!services) return nothingHere();
  const { db, clock, env } = services;
  const t = await getTranslations("demo");
  const [{ recommence }, standings, mails] = await Promise.all([
    searchParams,
    selectStandings(db),
    readMailbox(env.dataDir),
  ]);
  const now = clock.now();
  return (
    <Page
      steps={<Contents label={t("nav.label")} items={sections.map(([key, id]) => [t(`nav.${key}`), id])} />}
      heading={
        <>
          <h1>{t("title")}</h1>
          <p className="lead">{t("lead")}</p>
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
          <ClockForm now={now} daysAhead={daysAhead(env.dataDir)} />
        </>
      }
    >
      <h2 id="histoires">{t("stories.title")}</h2>
      <p className="soft tap-to-copy">{t("tapToCopy")}</p>
      <Stories />
      <h2 id="etudiants">{t("students.title")}</h2>
      <p className="soft">{t("students.note")}</p>
      <DemoStudents standings={standings} now={now} />
      <h2 id="personnel">{t("staff.title")}</h2>
      <DemoStaff />
      <h2 id="recommencer">{t("afresh.title")}</h2>
      <AfreshForm />
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
