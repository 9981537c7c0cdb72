import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import type { Chosen } from "@/lib/credential-sheet/choose-students";
import { fieldsOf } from "@/lib/credential-sheet/input";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Office } from "../offices";
import { printingPath, runPath } from "../paths";
import { OfficeSections } from "../sections";
import { PrintForm } from "./print-form";
import { SelectionWords } from "./selection-words";

/** More names than this are counted, not listed. */
const listed = 12;

interface ConfirmationProps {
  office: Office;
  selection: SheetSelection;
  chosen: Chosen;
}

/** What is about to be made, and the sheets that it revokes. Nothing is made yet. */
export function Confirmation({ office, selection, chosen }: ConfirmationProps) {
  const t = useTranslations("sheets.confirmation");
  const result = useTranslations("sheets.result");
  const { students, replaced, refused } = chosen;
  const { population } = office;
  const id = randomUUID();
  const head = (
    <>
      <p className="lead">
        <SelectionWords selection={selection} />
      </p>
      {refused.length > 0 && (
        <Notice tone="stop" title={t("refused", { count: refused.length, population })}>
          <ul className="stitch-list">
            {refused.map(({ identifier, reason }) => (
              <li key={identifier}>{t(`reasons.${reason}`, { identifier, population })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
  const title = t("title", { count: students.length });
  return (
    <Page steps={<OfficeSections office={office} here="sheets" />}>
      {students.length === 0 ? (
        <>
          <h1>{title}</h1>
          {head}
          <Actions>
            <ButtonLink href={office.paths.sheets} kind="second">
              {t("otherwise")}
            </ButtonLink>
          </Actions>
        </>
      ) : (
        <PrintForm
          id={id}
          fields={fieldsOf(selection)}
          labels={{
            title,
            made: t("made", { count: students.length }),
            stopped: result("cut-short.title"),
            once: t("once"),
            print: t("print", { count: students.length }),
            otherwise: t("otherwise"),
            progress: t("progress", { count: students.length }),
            delivered: t("delivered", { count: students.length }),
            deliveredText: t("deliveredText", { count: students.length }),
            replaced: replaced > 0 ? t("replacedNow", { count: replaced }) : "",
            cutShort: t("cutShort"),
            cutShortText: t("cutShortText", { count: students.length }),
            seeRun: t("seeRun"),
            more: t("more"),
          }}
          paths={{ choice: office.paths.sheets, print: printingPath(office), run: runPath(office, id) }}
          warning={
            replaced > 0 && (
              <Notice tone="here" title={t("replaced", { count: replaced })}>
                <p>{t("replacedText")}</p>
              </Notice>
            )
          }
        >
          {head}
          {students.length <= listed && (
            <ul className="stitch-list">
              {students.map(({ identifier, givenName, familyName, componentName }) => (
                <li key={identifier}>
                  {t("student", { name: `${givenName} ${familyName}`, component: componentName })}
                </li>
              ))}
            </ul>
          )}
        </PrintForm>
      )}
    </Page>
  );
}
