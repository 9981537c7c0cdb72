import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddressRights } from "@/app/mail-de-secours/address-rights";
import { ConfirmAddress } from "@/app/mail-de-secours/confirm-address";
import { Actions, ButtonLink, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { isAtLeast } from "@/lib/activation/steps";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { services } from "@/lib/services";
import { requireActivation } from "../browser";
import { pathOf, startAgainPath } from "../paths";
import { Who, Wizard } from "../wizard";
import { confirmCodeAction, giveRecoveryEmailAction, resendAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recoveryEmail"))("pageTitle") };
}

/** Step 2: the recovery address. At later steps too: type its code, have it sent again, correct the address. */
export default async function RecoveryEmailPage() {
  const activation = await requireActivation((step) => isAtLeast(step, "recovery-email"));
  const t = await getTranslations("recoveryEmail");
  const common = await getTranslations("common");
  const { pending, confirmed } = await recoveryStanding(services(), activation.studentId);
  const startAgain = startAgainPath(activation.population);
  const isGiven = pending !== null || confirmed !== null;
  return (
    <Wizard
      at={activation.step === "done" ? "done" : "recovery-email"}
      aside={
        <>
          <AddressRights population={activation.population} />
          <Who activation={activation} />
        </>
      }
    >
      <h1>{isGiven ? t("pageTitle") : t("give.title")}</h1>
      {isGiven ? (
        <>
          <ConfirmAddress
            studentId={activation.studentId}
            confirm={confirmCodeAction}
            resend={resendAction}
            correct={activation.step === "done" ? { elsewhere: activation.population } : giveRecoveryEmailAction}
            waiting={activation.step === "recovery-email" ? { isAsleep: activation.isAsleep, startAgain } : undefined}
          />
          {activation.step !== "recovery-email" && (
            <Actions>
              <ButtonLink href={pathOf(activation.step, activation.population)} kind={pending ? "second" : "primary"}>
                {t(pending ? "standing.goOnLater" : "standing.goOn")}
              </ButtonLink>
            </Actions>
          )}
        </>
      ) : (
        <>
          <p className="lead">{t("give.lead", { givenName: activation.givenName })}</p>
          <Form action={giveRecoveryEmailAction}>
            <Field
              name="recoveryEmail"
              type="email"
              label={t("give.label")}
              hint={t("give.hint")}
              autoComplete="email"
              maxLength={254}
            />
            <Actions>
              <Submit>{common("continue")}</Submit>
              <p>
                <a href="/aide#sans-mail-de-secours">{t("give.noAddress")}</a>
              </p>
            </Actions>
          </Form>
        </>
      )}
    </Wizard>
  );
}
