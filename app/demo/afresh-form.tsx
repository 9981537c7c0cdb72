import { useTranslations } from "next-intl";
import { Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Form } from "@/app/ui/form";
import { startAfreshAction } from "./actions";

/** Brings the demo back to its first minute, once confirmed. */
export function AfreshForm() {
  const t = useTranslations("demo.afresh");
  return (
    <>
      <p>{t("what")}</p>
      <Form action={startAfreshAction}>
        <Checkbox name="confirmed" label={t("confirm")} detail={t("confirmDetail")} />
        <Submit kind="second">{t("submit")}</Submit>
      </Form>
    </>
  );
}
