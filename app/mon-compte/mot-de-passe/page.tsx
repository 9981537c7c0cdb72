import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { Page } from "@/app/ui/page-layout";
import { PasswordField } from "@/app/ui/password-field";
import { requireStudent } from "@/lib/session/guards";
import { changeOwnPasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account.change"))("pageTitle") };
}

/** A signed-in student changes their password: the old one, then the new one twice. */
export default async function ChangePasswordPage() {
  await requireStudent();
  const t = await getTranslations("account.change");
  const fields = await getTranslations("passwordPolicy.fields");
  const idea = await getTranslations("passwordPolicy.idea");
  return (
    <Page
      steps={<BackToDoors />}
      aside={
        <p className="small soft">
          <b>{idea("title")}</b> {idea("text")}
        </p>
      }
    >
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Form action={changeOwnPasswordAction}>
        <PasswordField
          name="currentPassword"
          label={t("current")}
          autoComplete="current-password"
          labels={{ show: fields("show"), hide: fields("hide") }}
        />
        <NewPassword />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <p>{t.rich("forgotten", { link: (chunks) => <a href="/mot-de-passe-oublie">{chunks}</a> })}</p>
      <p>
        <a href="/mon-compte">{t("back")}</a>
      </p>
    </Page>
  );
}
