import { useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { FoldedForm } from "@/app/ui/folded-form";
import { Form } from "@/app/ui/form";
import { Notice } from "@/app/ui/notice";
import type { FormAction } from "@/lib/forms/form-state";
import { hourOf, retryHourOf } from "@/lib/http/hour";
import type { Population } from "@/lib/population";
import { type PendingAddress, recoveryStanding } from "@/lib/recovery-email/standing";
import { services } from "@/lib/services";
import { waitingTitle } from "./waiting-title";

interface ConfirmAddressProps {
  studentId: string;
  confirm: FormAction;
  resend: FormAction;
  /** Once the account is open, the person who has its password corrects the address, where this population does so. */
  correct: FormAction | { elsewhere: Population };
  /** The first connection waits for it, and ends when the message expires. Once asleep, only its code resumes it. */
  waiting?: { isAsleep: boolean; startAgain: string };
}

const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> };

/** The state of the recovery address, and what can be done: type the code, have it sent again, correct the address. */
export async function ConfirmAddress({ studentId, confirm, resend, correct, waiting }: ConfirmAddressProps) {
  const t = await getTranslations("recoveryEmail.standing");
  const locale = await getLocale();
  const { institution } = services();
  const { pending, confirmed } = await recoveryStanding(services(), studentId);
  if (!pending) {
    if (!confirmed) return null;
    return (
      <Notice tone="done" title={t("confirmedTitle")}>
        <p>{t.rich("confirmed", { email: confirmed, ...bold })}</p>
      </Notice>
    );
  }
  const { email, sentAt, expiresAt, sendableAt } = pending;
  const hour = sendableAt ? retryHourOf(sendableAt, locale, institution.timeZone) : "";
  return (
    <section className="flow">
      <Notice
        tone="here"
        icon="mail"
        title={expiresAt ? waitingTitle(t, expiresAt, locale, institution.timeZone) : t("deadTitle")}
      >
        <p>
          {t.rich(sentenceOf(pending, waiting !== undefined, confirmed !== null), {
            email,
            hour,
            confirmed: confirmed ?? "",
            ...bold,
          })}
        </p>
        {expiresAt && sentAt && <p>{t("sentAt", { hour: hourOf(sentAt, locale, institution.timeZone) })}</p>}
        {waiting && expiresAt && <p>{t("thenOver", { hour: hourOf(expiresAt, locale, institution.timeZone) })}</p>}
      </Notice>
      {expiresAt && (
        // A new message has a new form: an error about the former code no longer applies.
        <Form key={`${email} ${sentAt?.getTime()}`} action={confirm}>
          <Field
            name="code"
            label={t("code")}
            hint={t("codeHint")}
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={16}
          />
          <Actions>
            <Submit>{t("confirm")}</Submit>
          </Actions>
        </Form>
      )}
      {waiting?.isAsleep ? (
        <p>{t.rich("asleep", { link: (chunks) => <a href={waiting.startAgain}>{chunks}</a> })}</p>
      ) : (
        <AnotherMessage email={email} resend={resend} correct={correct} />
      )}
    </section>
  );
}

function AnotherMessage({
  email,
  resend,
  correct,
}: Pick<ConfirmAddressProps, "resend" | "correct"> & { email: string }) {
  const t = useTranslations("recoveryEmail.standing");
  return (
    <>
      <Form key={email} action={resend} done={<p>{t.rich("resent", { email, ...bold })}</p>}>
        <Actions>
          <Submit kind="second">{t("resend")}</Submit>
        </Actions>
      </Form>
      {typeof correct === "function" ? (
        <FoldedForm summary={t("correct")} action={correct} id="new-address" className="flow">
          <Field name="recoveryEmail" type="email" label={t("correctLabel")} autoComplete="email" maxLength={254} />
          <Actions>
            <Submit kind="second">{t("correctSubmit")}</Submit>
          </Actions>
        </FoldedForm>
      ) : (
        <p className="soft">
          {t.rich(`correctElsewhere.${correct.elsewhere}`, { link: (chunks) => <a href="/mon-compte">{chunks}</a> })}
        </p>
      )}
    </>
  );
}

function sentenceOf({ sentAt, expiresAt, sendableAt }: PendingAddress, isDue: boolean, hasOther: boolean) {
  if (expiresAt && hasOther) return "waitingBeside";
  if (expiresAt) return isDue ? "waitingDue" : "waiting";
  if (sentAt) return "dead";
  if (sendableAt && isDue) return "unsentDue";
  return sendableAt ? "unsentUntil" : "unsent";
}
