import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Card } from "@/app/ui/drawings";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { openResetAction } from "./actions";
import { CardReader } from "./card-reader";
import { DeskSteps } from "./desk-steps";

/** The card is asked for, and its number typed. */
export function AskForCard({ lastExpired }: { lastExpired: boolean }) {
  const t = useTranslations("deskReset.card");
  const caption = t.rich("caption", { b: (chunks) => <b className="nb">{chunks}</b> });
  return (
    <Page steps={<DeskSteps at="card" />} aside={<Card caption={caption} />}>
      <h1>{t("title")}</h1>
      {lastExpired && (
        <Notice tone="neutral" title={t("timeOver")}>
          <p>{t("timeOverText")}</p>
        </Notice>
      )}
      <Notice tone="here" title={t("rule")}>
        <p>{t("ruleText")}</p>
      </Notice>
      <Form action={openResetAction}>
        <Checkbox name="cardChecked" label={t("checked")} detail={t("checkedDetail")} />
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
      </Form>
    </Page>
  );
}
