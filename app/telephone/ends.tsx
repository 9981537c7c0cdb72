import { useTranslations } from "next-intl";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";

/** Another device opened the code first: the student must say so at the desk, where one click ends it. */
export function PhoneElsewhere() {
  const t = useTranslations("phone.elsewhere");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <Notice tone="stop" title={t("say")} alert>
        <p>{t("text")}</p>
      </Notice>
    </Page>
  );
}

/** Too late, taken back, or three wrong numbers: what to do next is the same. */
export function PhoneOver() {
  const t = useTranslations("phone.over");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead" role="alert">
        {t("text")}
      </p>
      <p className="soft">{t.rich("help", { link: (chunks) => <a href="/mot-de-passe-oublie">{chunks}</a> })}</p>
    </Page>
  );
}

/** The password is set; nobody is signed in. */
export function PasswordSet({ givenName }: { givenName: string }) {
  const t = useTranslations("phone.done");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title", { givenName })}</h1>
      <Notice tone="done">
        <p>{t("text")}</p>
      </Notice>
      <Actions>
        <ButtonLink href="/connexion">{t("signIn")}</ButtonLink>
      </Actions>
    </Page>
  );
}
