import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { StudentTurn } from "@/app/ui/student-turn";
import type { Reset } from "@/lib/desk-reset/queries";
import { completeResetAction, giveBackAction } from "./actions";
import { DeskTimer } from "./desk-timer";

/** The student's turn: two fields, a timer, one way out. */
export function StudentPanel({ reset, staffName, now }: { reset: Reset; staffName: string; now: Date }) {
  const t = useTranslations("deskReset.panel");
  return (
    <StudentTurn
      title={t("title", { givenName: reset.student.givenName })}
      lead={t("lead", { staffName })}
      timer={<DeskTimer expiresAt={reset.expiresAt} now={now} />}
    >
      <Form action={completeResetAction} hidden={{ id: reset.id }}>
        <NewPassword autoComplete="off" isFirst />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <Form action={giveBackAction} hidden={{ id: reset.id }}>
        <button type="submit" className="as-link">
          {t("giveBack")}
        </button>
      </Form>
    </StudentTurn>
  );
}
