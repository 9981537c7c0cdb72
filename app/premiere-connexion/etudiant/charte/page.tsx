import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CharterText } from "@/app/charte/charter-text";
import { outlineOf } from "@/app/charte/outline";
import { RecoveryReminder } from "@/app/mail-de-secours/recovery-reminder";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Form } from "@/app/ui/form";
import { charterInForce } from "@/lib/charter/in-force";
import { dayInWords } from "@/lib/http/day";
import { services } from "@/lib/services";
import { requireActivation } from "../browser";
import { Wizard } from "../wizard";
import { acceptCharterAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activation.charter"))("pageTitle") };
}

/** Step 3: the charter in force, to read and to accept. */
export default async function CharterPage() {
  const { studentId } = await requireActivation((step) => step === "charter");
  const t = await getTranslations("activation.charter");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { db, clock, institution } = services();
  const charter = await charterInForce(db, clock.now(), locale);
  const day = dayInWords(charter.publishedAt, locale, institution.timeZone, true);
  const contents = (
    <nav className="small toc" aria-label={t("contentsLabel")}>
      <p className="soft">{t("contents")}</p>
      <ol>
        {outlineOf(charter.markdown).map(({ anchor, title }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{title.replace(/^\d+\.\s*/, "")}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
  return (
    <Wizard at="charter" aside={contents}>
      <h1>{t("title")}</h1>
      <p className="soft">{t("version", { version: charter.version, day })}</p>
      <RecoveryReminder studentId={studentId} />
      <div className="prose flow">
        <CharterText markdown={charter.markdown} />
      </div>
      <Form action={acceptCharterAction} hidden={{ version: String(charter.version), locale }}>
        <Checkbox name="charterAccepted" label={t("accept")} detail={t("acceptDetail")} />
        <Actions>
          <Submit>{common("continue")}</Submit>
        </Actions>
      </Form>
    </Wizard>
  );
}
