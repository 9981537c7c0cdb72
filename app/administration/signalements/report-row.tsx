import { useLocale, useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { FoldedForm } from "@/app/ui/folded-form";
import { Form } from "@/app/ui/form";
import { keptWhole } from "@/app/ui/kept-whole";
import { raised } from "@/app/ui/raised";
import type { Report } from "@/lib/change-report/queries";
import { dayAndTime } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { liftAction, suspendAction } from "./actions";

/** One report: the account, the change, its state; and what IT can do until the block is lifted. */
export function ReportRow({ report, maySuspend }: { report: Report; maySuspend: boolean }) {
  const t = useTranslations("changeReport.reports");
  const words = useTranslations("changeReport");
  const locale = useLocale();
  const { timeZone } = institution();
  const { student, change, network, staffLogin, blockedAt, suspendedAt, liftedAt } = report;
  const instant = (at: Date) => dayAndTime(at, locale, timeZone);
  const place = network ? words("inside", { network }) : words("outside");
  return (
    <div className="flow">
      <h2>
        {student.givenName} {student.familyName}
      </h2>
      <p>{student.identifier}</p>
      <p>
        {raised(t("change", { change: words(`changes.${change}`), at: instant(report.changedAt), place }))}
        {staffLogin && <> {t.rich("staff", { staffLogin, nb: keptWhole })}</>}
      </p>
      <p className="soft">
        {raised(t("reportedAt", { at: instant(blockedAt) }))}{" "}
        {suspendedAt && raised(t("suspendedAt", { at: instant(suspendedAt) }))}{" "}
        {liftedAt && raised(t("liftedAt", { at: instant(liftedAt) }))}
      </p>
      {maySuspend && !suspendedAt && !liftedAt && (
        <Form action={suspendAction} hidden={{ id: report.id }}>
          <Actions>
            <Submit kind="second">{t("suspend")}</Submit>
          </Actions>
        </Form>
      )}
      {maySuspend && !liftedAt && (
        <FoldedForm summary={t("noDesk")} action={liftAction} hidden={{ id: report.id }} className="flow">
          <p>{t("noDeskText")}</p>
          <Actions>
            <Submit kind="second">{t("lift")}</Submit>
          </Actions>
        </FoldedForm>
      )}
    </div>
  );
}
