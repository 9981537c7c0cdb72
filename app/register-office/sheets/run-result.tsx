import { useTranslations } from "next-intl";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice, type NoticeTone } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import type { PastRun } from "@/lib/credential-sheet/read-runs";
import type { RunState } from "@/lib/credential-sheet/rules";
import type { Office } from "../offices";
import { confirmPath } from "../paths";
import { OfficeSections } from "../sections";
import { SelectionWords } from "./selection-words";

const tones: Record<RunState, NoticeTone> = { "under-way": "neutral", delivered: "done", "cut-short": "stop" };

/** The outcome of one printing, also shown for a form sent twice. */
export function RunResult({ office, run }: { office: Office; run: PastRun }) {
  const t = useTranslations("sheets.result");
  const { state, made, total, inForce } = run;
  return (
    <Page steps={<OfficeSections office={office} here="sheets" />}>
      <h1>{t(`${state}.title`)}</h1>
      <p className="lead">
        <SelectionWords selection={run.selection} />
      </p>
      <Notice tone={tones[state]} title={t("count", { made, total })}>
        <p>{t(`${state}.text`)}</p>
      </Notice>
      <Actions>
        {state === "cut-short" && inForce > 0 && (
          <ButtonLink href={confirmPath(office, { run: run.id })}>{t("again", { count: inForce })}</ButtonLink>
        )}
        <ButtonLink href={office.paths.sheets} kind="second">
          {t("back")}
        </ButtonLink>
      </Actions>
    </Page>
  );
}
