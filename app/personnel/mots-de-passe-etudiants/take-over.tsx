import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { PasswordField } from "@/app/ui/password-field";
import type { Reset } from "@/lib/desk-reset/queries";
import type { Visitor } from "@/lib/session/visitor";
import { takeOverAction } from "./actions";
import { FromTheTop } from "./from-the-top";

const endings = { completed: "completed", cancelled: "cancelled", expired: "expired" } as const;

/** Returns how the panel ended, for the sentences that its student reads. */
export function endingOf(reset: Reset | null) {
  const state = reset?.state ?? "unknown";
  return state in endings ? endings[state as keyof typeof endings] : "unknown";
}

/** The panel is over: the student reads how it ended, then staff take the screen back with their own password. */
export function TakeOver({ reset, visitor }: { reset: Reset | null; visitor: Visitor }) {
  const t = useTranslations("deskReset.frozen");
  const common = useTranslations("common");
  const staffName = visitor.displayName;
  const ending = endingOf(reset);
  return (
    <Page>
      <FromTheTop />
      <h1>{t(`${ending}.title`, { givenName: reset?.student.givenName ?? "" })}</h1>
      {ending === "completed" ? (
        <Notice tone="done">
          <p>{t("completed.lead", { staffName })}</p>
        </Notice>
      ) : (
        <p className="lead">{t(`${ending}.lead`, { staffName })}</p>
      )}
      <h2>{t("staff", { staffName })}</h2>
      <p className="soft">{t("why")}</p>
      <Form action={takeOverAction}>
        <PasswordField
          name="password"
          label={t("password", { login: visitor.login })}
          autoComplete="off"
          labels={{ show: common("show"), hide: common("hide") }}
        />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
    </Page>
  );
}
