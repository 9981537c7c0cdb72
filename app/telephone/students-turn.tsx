import { useTranslations } from "next-intl";
import { DeskTimer } from "@/app/personnel/mots-de-passe-etudiants/desk-timer";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { StudentTurn } from "@/app/ui/student-turn";
import { completeOnPhoneAction, openPhoneAction, proveNumberAction } from "./actions";

interface Times {
  expiresAt: Date;
  now: Date;
}

/** The code is not open yet: a button opens it, since no preview presses one. Nothing says yet whose password it is. */
export function OpenHere(times: Times) {
  const t = useTranslations("phone.open");
  return (
    <StudentTurn title={t("title")} lead={t("lead")} timer={<DeskTimer {...times} />}>
      <Form action={openPhoneAction}>
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <p className="soft">{t("next")}</p>
    </StudentTurn>
  );
}

/** The desk's screen shows three digits: the person who types them is there. */
export function TypeNumber(times: Times) {
  const t = useTranslations("phone.number");
  return (
    <StudentTurn title={t("title")} lead={t("lead")} timer={<DeskTimer {...times} />}>
      <Form action={proveNumberAction}>
        <Field
          name="number"
          label={t("label")}
          hint={t("hint")}
          code
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
        />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
    </StudentTurn>
  );
}

/** The new password, twice. */
export function TypePassword({ givenName, ...times }: Times & { givenName: string }) {
  const t = useTranslations("phone.password");
  return (
    <StudentTurn title={t("title", { givenName })} lead={t("lead")} timer={<DeskTimer {...times} />}>
      <Form action={completeOnPhoneAction}>
        <NewPassword />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
    </StudentTurn>
  );
}
