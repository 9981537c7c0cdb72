import { useLocale, useTranslations } from "next-intl";
import { Actions, ButtonLink, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { KeepLooking } from "@/app/ui/keep-looking";
import { Notice } from "@/app/ui/notice";
import { dateInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import type { RunReport } from "@/lib/register-import/read-run";
import type { Office } from "../../offices";
import { reportPath } from "../../paths";
import { applyImportAction } from "../actions";
import { Progress } from "./progress";
import { Refusal } from "./refusal";

/** The state of an import, in one sentence, and what can be done now. */
export function Standing({ office, report }: { office: Office; report: RunReport }) {
  const { run, counts, standing, appliedBefore } = report;
  const t = useTranslations("registerImport");
  const locale = useLocale();
  const day = (instant: Date) => dateInWords(instant, locale, { dateStyle: "long", timeZone: institution().timeZone });
  const many = counts.create + counts.change;
  const state = standing === "ready" && many === 0 ? "nothing" : standing;
  return (
    <>
      <h1>{t(`standing.${state}`, { count: many })}</h1>
      <p className="lead">
        {t(`standingText.${state}`, {
          file: run.fileName || t("last.unnamed"),
          refused: counts.refuse,
          line: run.appliedLine,
        })}
      </p>
      {run.state === "refused" && <Refusal run={run} />}
      {appliedBefore && (
        <Notice tone="neutral" title={t("appliedBefore", { day: day(appliedBefore) })}>
          <p>{t("appliedBeforeText")}</p>
        </Notice>
      )}
      {(state === "applying" || state === "interrupted") && <Progress office={office} run={run} />}
      {(state === "applying" || state === "reading") && <KeepLooking address={reportPath(office, run.id)} />}
      {/* Cards open no account: they need no sheet. */}
      {state === "done" && run.kind !== "cards" && (
        <Actions>
          <ButtonLink href={office.paths.sheets}>{t("printMissing")}</ButtonLink>
        </Actions>
      )}
      {(state === "ready" || state === "interrupted") && (
        <Form action={applyImportAction.bind(null, office.population)} hidden={{ id: run.id }}>
          <Actions>
            <Submit>{t(state === "ready" ? "apply" : "resume", { count: many })}</Submit>
          </Actions>
        </Form>
      )}
    </>
  );
}
