import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { Radios } from "@/app/ui/radios";
import type { Draft } from "@/lib/charter-publishing/queries";
import { publishAction } from "../actions";

/** Publishes a draft: what it requires of people, and from when. Nothing is preselected. */
export function PublishForm({ draft: { id, revision } }: { draft: Draft }) {
  const t = useTranslations("charters.publish");
  return (
    <Form action={publishAction} hidden={{ draft: id, revision: String(revision) }}>
      <Radios
        name="importance"
        legend={t("importance")}
        choices={[
          { value: "major", label: t("major"), detail: t("majorHint") },
          { value: "editorial", label: t("editorial"), detail: t("editorialHint") },
        ]}
      />
      <Radios
        name="when"
        legend={t("when")}
        choices={[
          { value: "now", label: t("now") },
          { value: "later", label: t("later") },
        ]}
      />
      <Field name="day" type="date" label={t("day")} />
      <Checkbox name="textsChecked" label={t("checked")} detail={t("checkedHint")} />
      <Actions>
        <Submit>{t("submit")}</Submit>
      </Actions>
    </Form>
  );
}
