import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RecoveryReminder } from "@/app/mail-de-secours/recovery-reminder";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { requireActivation } from "../browser";
import { Who, Wizard } from "../wizard";
import { setFirstPasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activation.password"))("pageTitle") };
}

/** Step 4: the first password, twice. */
export default async function PasswordPage() {
  const activation = await requireActivation((step) => step === "password");
  const t = await getTranslations("activation.password");
  const idea = await getTranslations("passwordPolicy.idea");
  return (
    <Wizard
      at="password"
      aside={
        <>
          <p className="small soft">
            <b>{idea("title")}</b> {idea("text")}
          </p>
          <Who activation={activation} />
        </>
      }
    >
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Form action={setFirstPasswordAction}>
        <NewPassword />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <RecoveryReminder {...activation} />
    </Wizard>
  );
}
