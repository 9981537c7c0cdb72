import { useTranslations } from "next-intl";
import { Actions, ButtonLink, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import type { PastRun } from "@/lib/credential-sheet/read-runs";
import type { Office } from "../offices";
import { confirmPath } from "../paths";
import { OfficeSections } from "../sections";
import { wordsOf } from "../words";
import { type ComponentCount, Components } from "./components";
import { Runs } from "./runs";

/** The ways to choose sheets to print. Each leads to the page that counts them before any is made. */
export function Choice({
  office,
  components,
  runs,
  isRefused,
}: {
  office: Office;
  components: ComponentCount[];
  runs: PastRun[];
  /** The request could not be read. */
  isRefused: boolean;
}) {
  const t = useTranslations("sheets.choice");
  const sections = useTranslations("registrar.sections");
  const { population, paths } = office;
  const missing = components.reduce((sum, { notPrinted }) => sum + notPrinted, 0);
  return (
    <Page steps={<OfficeSections office={office} here="sheets" />}>
      <h1>{t("title", wordsOf(office))}</h1>
      <p className="lead">{t("lead")}</p>
      {isRefused && (
        <Notice tone="stop" title={t("refused")} alert>
          <p>{t("refusedText", { population })}</p>
        </Notice>
      )}
      <h2>{t("missing")}</h2>
      <p>{t("missingText", { count: missing, people: sections(`find.${population}`) })}</p>
      {missing > 0 && (
        <Actions>
          <ButtonLink href={confirmPath(office, { notPrinted: true })}>{t("missingGo", { count: missing })}</ButtonLink>
        </Actions>
      )}
      <h2>{t("students", { population })}</h2>
      <form action={paths.sheets}>
        <Field
          name="students"
          label={t("identifiers")}
          hint={t("identifiersHint")}
          autoComplete="off"
          autoCapitalize="none"
          inputMode="email"
          required
        />
        <Actions>
          <Submit kind="second">{t("go")}</Submit>
        </Actions>
      </form>
      <Components office={office} components={components} />
      <h2>{t(`day.${population}`)}</h2>
      <form action={paths.sheets}>
        <input type="hidden" name="notPrinted" value="on" />
        <Field
          name="enrolledOn"
          type="date"
          label={t(`enrolledOn.${population}`)}
          hint={t("enrolledOnHint")}
          required
        />
        <Actions>
          <Submit kind="second">{t("go")}</Submit>
        </Actions>
      </form>
      <Runs office={office} runs={runs} />
    </Page>
  );
}
