import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CharterText } from "@/app/charte/charter-text";
import { CharterContents, FoldedCharterContents } from "@/app/charte/contents";
import { CharterEdition } from "@/app/charte/edition";
import { RecoveryReminder } from "@/app/mail-de-secours/recovery-reminder";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Form } from "@/app/ui/form";
import { charterInForce } from "@/lib/charter/in-force";
import { services } from "@/lib/services";
import { requireActivation } from "../browser";
import { Wizard } from "../wizard";
import { acceptCharterAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activation.charter"))("pageTitle") };
}

/** Step 3: the charter in force, to read and to accept. */
export default async function CharterPage() {
  const activation = await requireActivation((step) => step === "charter");
  const t = await getTranslations("activation.charter");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { db, clock } = services();
  const charter = await charterInForce(db, clock.now(), locale, activation.population);
  return (
    <Wizard at="charter" aside={<CharterContents markdown={charter.markdown} />}>
      <h1>{t("title")}</h1>
      <Form action={acceptCharterAction} hidden={{ version: String(charter.version), locale }}>
        <div className="flow">
          <CharterEdition charter={charter} />
          <RecoveryReminder {...activation} />
          <FoldedCharterContents markdown={charter.markdown} />
          <div className="prose flow">
            <CharterText markdown={charter.markdown} />
          </div>
        </div>
        <Checkbox name="charterAccepted" label={t("accept")} detail={t("acceptDetail")} />
        <Actions>
          <Submit>{common("continue")}</Submit>
        </Actions>
      </Form>
    </Wizard>
  );
}
