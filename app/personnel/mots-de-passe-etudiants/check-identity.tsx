import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Facts } from "@/app/ui/facts";
import { Form } from "@/app/ui/form";
import { Icon } from "@/app/ui/icons";
import { Page } from "@/app/ui/page-layout";
import type { Reset } from "@/lib/desk-reset/queries";
import { openMinutes } from "@/lib/desk-reset/rules";
import { judgeIdentityAction } from "./actions";
import { DeskSteps } from "./desk-steps";

/** Staff compare the name with the card, and the card with the face. */
export function CheckIdentity({ reset }: { reset: Reset }) {
  const t = useTranslations("deskReset.check");
  const { student, card, id } = reset;
  return (
    <Page steps={<DeskSteps at="card" />}>
      <p className="soft kick">
        {t.rich("card", { number: card.number, code: (chunks) => <span className="code">{chunks}</span> })}
      </p>
      <h1 className="huge">
        {student.givenName} {student.familyName}
      </h1>
      <Facts
        facts={[
          { term: t("component"), value: student.componentName },
          { term: t("account"), value: t("open") },
        ]}
      />
      <p className="lead">{t("question")}</p>
      <Form action={judgeIdentityAction} hidden={{ id }}>
        <Actions>
          <Submit name="match" value="yes">
            {t("yes")} <Icon name="arrow-right" />
          </Submit>
          <Submit kind="second" name="match" value="no">
            {t("no")}
          </Submit>
        </Actions>
      </Form>
      <p className="soft">{t("next", { minutes: openMinutes })}</p>
    </Page>
  );
}
