import { useLocale, useTranslations } from "next-intl";
import { whomToCall } from "@/app/frame/whom-to-call";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";

/** The change is reported, now or earlier: what is blocked, and that the card lifts the block. */
export function Reported() {
  const t = useTranslations("changeReport.done");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <Notice tone="done">
        <p>{t("text")}</p>
      </Notice>
      <h2>{t("nextTitle")}</h2>
      <ol className="stitch-list">
        <li>{t("nextDesk")}</li>
        <li>{t("nextAddress")}</li>
        <li>{t("nextCard")}</li>
      </ol>
      <Actions>
        <ButtonLink href="/aide#ce-n-etait-pas-moi">{t("where")}</ButtonLink>
      </Actions>
      <p className="soft">{t.rich("call", whomToCall(useLocale()))}</p>
    </Page>
  );
}

/** The link is too old or unknown, or a desk has since checked the card. */
export function NothingToReport({ state }: { state: "over" | "settled" }) {
  const t = useTranslations(`changeReport.${state}`);
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead" role="alert">
        {t("text")}
      </p>
      <p>{t.rich("call", whomToCall(useLocale()))}</p>
      <Actions>
        <ButtonLink href="/mot-de-passe-oublie" kind="second">
          {t("forgotten")}
        </ButtonLink>
      </Actions>
    </Page>
  );
}
