import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { keptWhole } from "@/app/ui/kept-whole";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { readStaffSessions } from "@/lib/open-sessions/read-staff-sessions";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { sessionEnders } from "../access";
import { AdministrationSections } from "../sections";
import { SignedInRow } from "./signed-in-row";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("session.open"))("pageTitle") };
}

/** The members of staff who are signed in. IT ends a session that was left open, or stolen. */
export default async function SessionsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { visitor } = await requireRole(sessionEnders);
  const t = await getTranslations("session.open");
  const people = await readStaffSessions(services());
  const { fermees } = await searchParams;
  // From the address: no more than a login is shown of it.
  const ended = typeof fermees === "string" && /^[\w.@-]{1,254}$/.test(fermees) ? fermees : null;
  return (
    <Page steps={<AdministrationSections here="/administration/sessions" />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {ended && (
        <Notice tone="done" title={t.rich("ended", { login: ended, nb: keptWhole })}>
          <p>{t("endedText")}</p>
        </Notice>
      )}
      <h2>{t("people", { count: people.length })}</h2>
      <Rows>
        {people.map((person) => (
          <SignedInRow key={person.uid} person={person} isOneself={person.uid === visitor.uid} />
        ))}
      </Rows>
    </Page>
  );
}
