import { useLocale, useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Facts } from "@/app/ui/facts";
import { Form } from "@/app/ui/form";
import { Icon } from "@/app/ui/icons";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { raised } from "@/app/ui/raised";
import { dayOf } from "@/lib/calendar";
import type { DeskState } from "@/lib/desk-reset/desk-state";
import { openMinutes } from "@/lib/desk-reset/rules";
import type { Locked } from "@/lib/directory/directory";
import { dayInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";
import { judgeIdentityAction } from "./actions";
import { DeskSteps } from "./desk-steps";
import { FromTheTop } from "./from-the-top";
import { ReportedAccount, SuspendReported } from "./reported-account";

/** Staff compare the name with the card, and the card with the face. */
export function CheckIdentity({
  reset,
  taken,
  locked,
  now,
}: Pick<Extract<DeskState, { kind: "check" }>, "reset" | "taken"> & { locked: Locked | null; now: Date }) {
  const t = useTranslations("deskReset.check");
  const { student, card, id } = reset;
  return (
    <Page steps={<DeskSteps at="card" />}>
      <FromTheTop />
      <p className="soft kick">
        {t.rich("card", { number: card.number, code: (chunks) => <span className="code">{chunks}</span> })}
      </p>
      <h1 className="huge">
        {student.givenName} {student.familyName}
      </h1>
      <Facts
        facts={[
          { term: t("component"), value: student.componentName },
          { term: t("account"), value: t(student.block ? "reportedAccount" : locked ? "lockedAccount" : "open") },
        ]}
      />
      {taken && (
        <Notice tone={taken === "revoked" ? "neutral" : "stop"} title={t(`${taken}.title`)}>
          <p>{t(`${taken}.text`)}</p>
        </Notice>
      )}
      {locked && <LockedAccount {...locked} now={now} />}
      <ReportedAccount reset={reset} />
      <p className="lead">{t("question")}</p>
      <Form action={judgeIdentityAction} hidden={{ id }}>
        <Actions>
          <Submit name="match" value="yes">
            {t("yes")} <Icon name="arrow-right" />
          </Submit>
          <Submit kind="second" name="match" value="phone">
            {t("phone")}
          </Submit>
          <Submit kind="second" name="match" value="no">
            {t("no")}
          </Submit>
        </Actions>
      </Form>
      <SuspendReported reset={reset} />
      <p className="soft">{t("next", { minutes: openMinutes })}</p>
      <p className="soft">{t("nextPhone")}</p>
    </Page>
  );
}

/** Failed sign-ins locked the account: staff can say so, and that the new password unlocks it. */
function LockedAccount({ until, now }: Locked & { now: Date }) {
  const t = useTranslations("deskReset.check");
  const locale = useLocale();
  const { timeZone } = institution();
  const isToday = until && dayOf(until, timeZone) === dayOf(now, timeZone);
  const when = until && { hour: hourOf(until, locale, timeZone), day: dayInWords(until, locale, timeZone) };
  return (
    <Notice tone="neutral" title={when ? raised(t(isToday ? "lockedUntil" : "lockedUntilDay", when)) : t("locked")}>
      <p>{t("lockedText")}</p>
    </Notice>
  );
}
