import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { keptWhole } from "@/app/ui/kept-whole";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { institution } from "@/lib/institution";
import { askForLinkAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgottenPassword"))("pageTitle") };
}

/** « Mot de passe oublié »: asks for an identifier, and a link goes to its recovery address, if there is one. */
export default async function ForgottenPasswordPage() {
  const t = await getTranslations("forgottenPassword.ask");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Form action={askForLinkAction}>
        <Field
          name="identifier"
          label={t("identifier")}
          hint={t.rich("identifierHint", {
            domain: institution().domains.student,
            nb: keptWhole,
          })}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          maxLength={254}
        />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <p className="soft">
        {t.rich("noAddress", { link: (chunks) => <a href="/aide#sans-mail-de-secours">{chunks}</a> })}
      </p>
      <p className="soft">
        {t.rich("neverOpened", {
          link: (chunks) => <Link href="/premiere-connexion">{chunks}</Link>,
        })}
      </p>
    </Page>
  );
}
