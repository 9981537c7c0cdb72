import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Comparison } from "@/app/administration/chartes/comparison";
import { leave } from "@/app/frame/leave";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, Submit } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/checkbox";
import { Form } from "@/app/ui/form";
import { Page } from "@/app/ui/page-layout";
import { charterInForce, publishedCharter } from "@/lib/charter/in-force";
import { charterStatus } from "@/lib/charter/status";
import { services } from "@/lib/services";
import { requireMember } from "@/lib/session/guards";
import { localPath } from "@/lib/session/paths";
import { CharterText } from "../charter-text";
import { CharterContents, FoldedCharterContents } from "../contents";
import { CharterEdition } from "../edition";
import { acceptNewVersionAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charter.acceptance"))("pageTitle") };
}

interface AcceptancePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A person of the register, signed in, reads what changed in the version in force, and accepts it or leaves. */
export default async function AcceptancePage({ searchParams }: AcceptancePageProps) {
  const { studentId } = await requireMember();
  const { db, clock } = services();
  const now = clock.now();
  const { suite } = await searchParams;
  const next = (typeof suite === "string" && localPath(suite)) || "/mon-compte#charter";
  const status = await charterStatus(db, now, studentId);
  if (!status || status.accepted) redirect(next);
  const t = await getTranslations("charter.acceptance");
  const locale = await getLocale();
  const charter = await charterInForce(db, now, locale, { studentId });
  const before = status.acceptedVersion && (await publishedCharter(db, now, status.acceptedVersion, locale));
  return (
    <Page steps={<BackToDoors />} aside={<CharterContents markdown={charter.markdown} />}>
      <h1>{t(before ? "title" : "titleFirst")}</h1>
      <Form action={acceptNewVersionAction} hidden={{ version: String(charter.version), locale, suite: next }}>
        <div className="flow">
          <p className="lead">{t("lead")}</p>
          {before && (
            <section className="flow" aria-labelledby="changes">
              <h2 id="changes">{t("changes", { version: before.version })}</h2>
              <details className="fold">
                <summary>{t("wordForWord")}</summary>
                <p className="small soft">{(await getTranslations("charters.publish"))("legend")}</p>
                <Comparison before={before.markdown} after={charter.markdown} lang={locale} />
              </details>
            </section>
          )}
          <h2>{t("whole")}</h2>
          <CharterEdition charter={charter} />
          <FoldedCharterContents markdown={charter.markdown} />
          <div className="prose flow">
            <CharterText markdown={charter.markdown} />
          </div>
        </div>
        <Checkbox name="charterAccepted" label={t("accept")} detail={t("acceptDetail")} />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <form action={leave}>
        <button type="submit" className="as-link">
          {t("leave")}
        </button>
      </form>
      <p className="soft">{t("leaveText")}</p>
    </Page>
  );
}
