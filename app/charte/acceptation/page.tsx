import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Form } from "@/app/ui/form";
import { Page } from "@/app/ui/page-layout";
import { charterInForce } from "@/lib/charter/in-force";
import { charterStatus } from "@/lib/charter/status";
import type { Locale } from "@/lib/http/locale";
import { services } from "@/lib/services";
import { requireStudent } from "@/lib/session/guards";
import { CharterText } from "../charter-text";
import { CharterContents } from "../contents";
import { CharterEdition } from "../edition";
import { acceptNewVersionAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter.acceptance"))("pageTitle") };
}

/** A signed-in student reads the version in force and accepts it, once. */
export default async function AcceptancePage() {
  const { studentId } = await requireStudent();
  const { db, clock } = services();
  const now = clock.now();
  const { accepted } = await charterStatus(db, now, studentId);
  if (accepted) redirect("/mon-compte#charter");
  const t = await getTranslations("charter.acceptance");
  const locale = (await getLocale()) as Locale;
  const charter = await charterInForce(db, now, locale);
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={charter.markdown} />}>
      <h1>{t("title")}</h1>
      <CharterEdition charter={charter} />
      <div className="prose flow">
        <CharterText markdown={charter.markdown} />
      </div>
      <Form action={acceptNewVersionAction} hidden={{ version: String(charter.version), locale }}>
        <Checkbox name="charterAccepted" label={t("accept")} detail={t("acceptDetail")} />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
    </Page>
  );
}
