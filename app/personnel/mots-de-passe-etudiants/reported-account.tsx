import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { FoldedForm } from "@/app/ui/folded-form";
import { Notice } from "@/app/ui/notice";
import type { Reset } from "@/lib/desk-reset/queries";
import { suspendReportedAction } from "./suspend-action";

/** The card's holder said « Ce n’était pas moi »: the new password lifts the block. */
export function ReportedAccount({ reset: { student } }: { reset: Reset }) {
  const t = useTranslations("deskReset.check.reported");
  if (!student.block) return null;
  return (
    <Notice tone="here" title={t(student.block === "suspended" ? "titleSuspended" : "title")}>
      <p>{t("text")}</p>
    </Notice>
  );
}

/** Offers to suspend the account at once, card in hand, when the student cannot choose a new password now. */
export function SuspendReported({ reset: { id, student } }: { reset: Reset }) {
  const t = useTranslations("deskReset.check.reported");
  if (student.block !== "reported") return null;
  return (
    <FoldedForm summary={t("later")} action={suspendReportedAction} hidden={{ id }} className="flow">
      <p>{t("laterText")}</p>
      <Actions>
        <Submit kind="second">{t("suspend")}</Submit>
      </Actions>
    </FoldedForm>
  );
}
