import { useLocale, useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { StudentTurn } from "@/app/ui/student-turn";
import { Timer } from "@/app/ui/timer";
import type { Reset } from "@/lib/desk-reset/queries";
import { openMinutes } from "@/lib/desk-reset/rules";
import { hourOf } from "@/lib/http/hour";
import type { Locale } from "@/lib/http/locale";
import { secondsUntil } from "@/lib/http/seconds-until";
import { institution } from "@/lib/institution";
import { completeResetAction, giveBackAction } from "./actions";

/** The student's turn: two fields, a timer, one way out. */
export function StudentPanel({ reset, staffName, now }: { reset: Reset; staffName: string; now: Date }) {
  const t = useTranslations("deskReset.panel");
  const says = useTranslations("deskReset.panel.timer");
  const labels = {
    name: says("name"),
    left: says("left"),
    until: says("until", { hour: hourOf(reset.expiresAt, useLocale() as Locale, institution().timeZone) }),
    twoMinutes: says("twoMinutes"),
    oneMinute: says("oneMinute"),
    twentySeconds: says("twentySeconds"),
  };
  const timer = (
    <>
      <Timer endsAt={reset.expiresAt} now={now} totalSeconds={openMinutes * 60} labels={labels} />
      <noscript>
        <meta httpEquiv="refresh" content={String(secondsUntil(reset.expiresAt, now) + 1)} />
      </noscript>
    </>
  );
  return (
    <StudentTurn
      title={t("title", { givenName: reset.student.givenName })}
      lead={t("lead", { staffName })}
      timer={timer}
    >
      <Form action={completeResetAction} hidden={{ id: reset.id }}>
        <NewPassword autoComplete="off" />
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
