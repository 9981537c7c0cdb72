import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { listCharters } from "@/lib/charter-publishing/read-charters";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { hasRole } from "@/lib/session/visitor";
import { charterWriters, overseers } from "../access";
import { AdministrationSections } from "../sections";
import { openDraftAction } from "./actions";
import { DraftRow } from "./draft-row";
import { VersionList } from "./version-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters"))("pageTitle") };
}

/** Every version of the charter, and the drafts. */
export default async function ChartersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { visitor } = await requireRole(overseers);
  const t = await getTranslations("charters");
  const mayWrite = hasRole(visitor, charterWriters);
  const { versions, drafts } = await listCharters(services());
  const stateIs = (...states: string[]) => versions.filter(({ state }) => states.includes(state));
  const done = doneOf(await searchParams);
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {done && <Notice tone="done" title={t(`done.${done.key}`, { version: done.version })} />}
      <VersionList title={t("inForce")} versions={stateIs("in-force")} mayWrite={mayWrite} />
      <VersionList title={t("toCome")} versions={stateIs("to-come")} mayWrite={mayWrite} />
      <p className="one-link">
        <Link href="/administration/chartes/acceptations">{t("report.link")}</Link>
      </p>
      <h2>{t("drafts")}</h2>
      {drafts.length === 0 ? (
        <p>{t("noDraft")}</p>
      ) : (
        <Rows>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} mayWrite={mayWrite} />
          ))}
        </Rows>
      )}
      {mayWrite &&
        stateIs("in-force").map(({ version, population }) => (
          <Form key={version} action={openDraftAction} hidden={{ version: String(version) }}>
            <Actions>
              <Submit kind={population === "student" ? "primary" : "second"}>{t(`write.${population}`)}</Submit>
            </Actions>
          </Form>
        ))}
      <VersionList title={t("history")} versions={stateIs("replaced", "withdrawn")} mayWrite={mayWrite} />
    </Page>
  );
}

/** Returns what an action has just done, from the URL. */
function doneOf(query: Record<string, string | string[] | undefined>) {
  const key = (["published", "withdrawn", "discarded"] as const).find((name) => query[name] !== undefined);
  return key && { key, version: /^\d{1,6}$/.test(String(query[key])) ? String(query[key]) : "" };
}
