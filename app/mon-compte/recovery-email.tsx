import { getLocale, getTranslations } from "next-intl/server";
import { AddressRights } from "@/app/mail-de-secours/address-rights";
import { ConfirmAddress } from "@/app/mail-de-secours/confirm-address";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { FoldedForm } from "@/app/ui/folded-form";
import { raised } from "@/app/ui/raised";
import { dayAndTime } from "@/lib/http/day";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { services } from "@/lib/services";
import { changeAddressAction, confirmCodeAction, resendAction } from "./recovery-email-actions";

/**
 * A student's recovery address: the one in use, the pending one, and how to change it unless the account is blocked.
 */
export async function RecoveryEmail({ studentId, isBlocked }: { studentId: string; isBlocked: boolean }) {
  const t = await getTranslations("recoveryEmail.account");
  const { confirmed, usableAt, pending } = await recoveryStanding(services(), studentId);
  return (
    <section className="flow" aria-labelledby="recovery-email">
      <h2 id="recovery-email">{t("title")}</h2>
      {confirmed && <p>{t.rich("inUse", { email: confirmed, b: (chunks) => <b>{chunks}</b> })}</p>}
      {usableAt && (
        <p>{raised(t("usableAt", { at: dayAndTime(usableAt, await getLocale(), services().institution.timeZone) }))}</p>
      )}
      {!confirmed && !pending && <p>{t("none")}</p>}
      {isBlocked ? null : pending ? (
        <ConfirmAddress
          studentId={studentId}
          confirm={confirmCodeAction}
          resend={resendAction}
          correct={changeAddressAction}
        />
      ) : (
        <FoldedForm
          summary={confirmed ? t("change") : t("give")}
          action={changeAddressAction}
          id="new-address"
          className="flow"
        >
          <Field
            name="recoveryEmail"
            type="email"
            label={t("label")}
            hint={confirmed ? t("keeps") : undefined}
            autoComplete="email"
            maxLength={254}
          />
          <Actions>
            <Submit>{confirmed ? t("change") : t("give")}</Submit>
          </Actions>
          <AddressRights population="student" />
        </FoldedForm>
      )}
    </section>
  );
}
