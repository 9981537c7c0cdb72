import { useLocale, useTranslations } from "next-intl";
import { SiteFrame } from "@/app/frame/site-frame";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Card } from "@/app/ui/drawings";
import { Field } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import type { DeskState, LastReset } from "@/lib/desk-reset/desk-state";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";
import { openResetAction } from "./actions";
import { CardDesk } from "./card-desk";
import { CardReader } from "./card-reader";
import { DeskSteps } from "./desk-steps";
import { FromTheTop } from "./from-the-top";

/** Asks for the card and its number. */
export function AskForCard({ last }: Pick<Extract<DeskState, { kind: "card" }>, "last">) {
  const t = useTranslations("deskReset.card");
  const heading = (
    <>
      <h1 id="ask-for-card">{t("title")}</h1>
      {last && <HowItEnded {...last} />}
      <Notice tone="here" title={t("rule")}>
        <p>{t("ruleText")}</p>
      </Notice>
    </>
  );
  return (
    <SiteFrame>
      <CardDesk
        action={openResetAction}
        steps={<DeskSteps at="card" />}
        stoppedSteps={<DeskSteps at="card" isStopped />}
        heading={heading}
        headingId="ask-for-card"
        drawing={<Card caption={t.rich("caption", { b: (chunks) => <b className="nb">{chunks}</b> })} />}
      >
        <Checkbox name="cardChecked" label={t("checked")} detail={t("checkedDetail")} isFirst />
        <Field
          name="cardNumber"
          label={t("number")}
          hint={t("numberHint")}
          code
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={32}
        />
        <CardReader field="cardNumber" />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </CardDesk>
    </SiteFrame>
  );
}

/** How the last reset ended, for staff, who had turned away. */
function HowItEnded({ ending, endedAt, student: { givenName }, isOnPhone }: LastReset) {
  const t = useTranslations("deskReset.card.last");
  const hour = hourOf(endedAt, useLocale(), institution().timeZone);
  return (
    <Notice tone={ending === "completed" ? "done" : "neutral"} title={t(`${ending}.title`, { givenName })}>
      <FromTheTop />
      <p>{t(ending === "completed" && isOnPhone ? "completed.textOnPhone" : `${ending}.text`, { hour })}</p>
    </Notice>
  );
}
