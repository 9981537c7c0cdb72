import { useLocale, useTranslations } from "next-intl";
import { whomToCall } from "@/app/frame/whom-to-call";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Breakable } from "@/app/ui/breakable";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { raised } from "@/app/ui/raised";
import type { PasswordLink } from "@/lib/forgotten-password/read-link";
import { dayAndTime } from "@/lib/http/day";
import { institution } from "@/lib/institution";

/** The link set the password, now or earlier, and signs nobody in. */
export function LinkUsed({ link: { identifier, usedAt } }: { link: Extract<PasswordLink, { state: "used" }> }) {
  const t = useTranslations("forgottenPassword.used");
  const locale = useLocale();
  const at = dayAndTime(usedAt, locale, institution().timeZone);
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <Notice tone="done">
        <p>
          {t.rich("text", {
            account: () => <Breakable address={identifier} />,
            at: () => raised(at),
            b: (chunks) => <b>{chunks}</b>,
          })}
        </p>
        <p>{t("told")}</p>
      </Notice>
      <Actions>
        <ButtonLink href="/connexion">{t("signIn")}</ButtonLink>
      </Actions>
      <p className="soft">{t.rich("notYou", whomToCall(locale))}</p>
    </Page>
  );
}

/** The link is too old, unknown or superseded: what to do next is the same. */
export function LinkOver() {
  const t = useTranslations("forgottenPassword.over");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead" role="alert">
        {t("text")}
      </p>
      <Actions>
        <ButtonLink href="/mot-de-passe-oublie">{t("again")}</ButtonLink>
      </Actions>
      <p>{t.rich("signIn", { link: (chunks) => <a href="/connexion">{chunks}</a> })}</p>
      <p className="soft">{t.rich("help", { link: (chunks) => <a href="/aide#mot-de-passe-oublie">{chunks}</a> })}</p>
    </Page>
  );
}
