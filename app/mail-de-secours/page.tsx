import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { activationOfBrowser } from "@/app/premiere-connexion/[population]/browser";
import { pathOf } from "@/app/premiere-connexion/[population]/paths";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, ButtonLink, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { hourOf } from "@/lib/http/hour";
import { readLink } from "@/lib/recovery-email/confirm-by-link";
import { services } from "@/lib/services";
import { confirmLinkAction } from "./actions";
import { askerOfBrowser } from "./asker";
import { confirmationLink } from "./confirmation-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recoveryEmail.link"))("pageTitle") };
}

/** Behind a mailed link: a button for this browser's student; for anybody else, the code to type where they began. */
export default async function MailedLinkPage() {
  const t = await getTranslations("recoveryEmail.link");
  const link = await readLink(services(), await confirmationLink.token());
  if (link.state === "dead") {
    const activation = await activationOfBrowser();
    const firstConnection = activation ? pathOf("recovery-email", activation.population) : "/premiere-connexion";
    return (
      <Page steps={<BackToDoors />}>
        <h1>{t("deadTitle")}</h1>
        <p className="lead" role="alert">
          {t.rich("deadText", {
            first: (chunks) => <a href={firstConnection}>{chunks}</a>,
            account: (chunks) => <a href="/mon-compte">{chunks}</a>,
          })}
        </p>
        <p>
          <a href="/aide#mail-jamais-arrive">{t("help")}</a>
        </p>
      </Page>
    );
  }
  const known = await askerOfBrowser(link.studentId);
  if (link.state === "confirmed") {
    return (
      <Page steps={<BackToDoors />}>
        <h1>{t("confirmedTitle")}</h1>
        <Notice tone="done">
          <p>{t("confirmedText")}</p>
        </Notice>
        {known && (
          <Actions>
            <ButtonLink href={known.path}>{t("goOn")}</ButtonLink>
          </Actions>
        )}
      </Page>
    );
  }
  if (known) {
    return (
      <Page steps={<BackToDoors />}>
        <h1>{t("confirmTitle")}</h1>
        <p className="lead">{t.rich("confirmText", { email: link.email, b: (chunks) => <b>{chunks}</b> })}</p>
        <Form action={confirmLinkAction}>
          <Actions>
            <Submit>{t("confirm")}</Submit>
          </Actions>
        </Form>
      </Page>
    );
  }
  const hour = hourOf(link.expiresAt, await getLocale(), services().institution.timeZone);
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("codeTitle")}</h1>
      <p className="code large">{link.code}</p>
      <p>{t("codeText")}</p>
      <p>{t("codeUntil", { hour })}</p>
      <p>{t.rich("signIn", { link: (chunks) => <a href="/connexion?suite=%2Fmail-de-secours">{chunks}</a> })}</p>
      <p className="soft">{t("notYou")}</p>
    </Page>
  );
}
