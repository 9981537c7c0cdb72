import { useLocale, useTranslations } from "next-intl";
import { Actions, ButtonLink } from "@/app/ui/button";
import { keptWhole } from "@/app/ui/kept-whole";
import { Link } from "@/app/ui/link";
import { Notice, type NoticeTone } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import type { OpenedAccount, PastRun } from "@/lib/credential-sheet/read-runs";
import type { RevokeRunOutcome } from "@/lib/credential-sheet/revoke-run";
import type { RunState } from "@/lib/credential-sheet/rules";
import { dateInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { Gesture } from "../gesture";
import type { Office } from "../offices";
import { confirmPath, filePath } from "../paths";
import { OfficeSections } from "../sections";
import { revokeRunAction } from "./actions";
import { SelectionWords } from "./selection-words";

const tones: Record<RunState, NoticeTone> = { "under-way": "neutral", delivered: "done", "cut-short": "stop" };

interface RunResultProps {
  office: Office;
  run: PastRun;
  /** The accounts that its sheets opened, the latest first. */
  opened: OpenedAccount[];
  /** The outcome of a revocation, from the address. */
  query: { fait?: unknown; refus?: unknown };
}

/** The outcome of one printing, also shown for a form sent twice; what became of its sheets; their revocation. */
export function RunResult({ office, run, opened, query }: RunResultProps) {
  const t = useTranslations("sheets.result");
  const { state, made, total, inForce } = run;
  const revocation = revocationTold(query, t);
  return (
    <Page steps={<OfficeSections office={office} here="sheets" />}>
      <h1>{t(`${state}.title`)}</h1>
      <p className="lead">
        <SelectionWords selection={run.selection} />
      </p>
      {revocation ?? (
        <Notice tone={tones[state]} title={t("count", { made, total })}>
          <p>{t(`${state}.text`)}</p>
        </Notice>
      )}
      {made > 0 && <p>{t("use", { inForce, spent: run.spent })}</p>}
      <Actions>
        {state === "cut-short" && inForce > 0 && (
          <ButtonLink href={confirmPath(office, { run: run.id })}>{t("again", { count: inForce })}</ButtonLink>
        )}
        <ButtonLink href={office.paths.sheets} kind="second">
          {t("back")}
        </ButtonLink>
      </Actions>
      {state !== "under-way" && inForce > 0 && (
        <section className="flow gestures" aria-labelledby="lost">
          <h2 id="lost">{t("lost", { count: inForce })}</h2>
          <p>{t("lostText")}</p>
          <Gesture
            name={t("revoke", { count: inForce })}
            detail={t("revokeDetail", { count: inForce })}
            submit={t("revokeSubmit", { count: inForce })}
            action={revokeRunAction.bind(null, office.population)}
            hidden={{ run: run.id }}
          />
        </section>
      )}
      {opened.length > 0 && <Opened office={office} opened={opened} spent={run.spent} />}
    </Page>
  );
}

const allDone = ["revoked", "in-part"] as const;
const allRefused = ["no-sheet-in-force", "under-way"] as const satisfies Extract<
  RevokeRunOutcome,
  { ok: false }
>["reason"][];

/** The outcome of a revocation. Null for any other value. */
function revocationTold(
  { fait, refus }: RunResultProps["query"],
  t: ReturnType<typeof useTranslations<"sheets.result">>,
) {
  const done = allDone.find((each) => each === fait);
  const refused = allRefused.find((each) => each === refus);
  if (refused) {
    return (
      <Notice tone="stop" title={t("refused.title")} alert>
        <p>{t(`refused.${refused}`)}</p>
      </Notice>
    );
  }
  return (
    done && (
      <Notice tone="done" title={t(`done.${done}.title`)}>
        <p>{t(`done.${done}.text`)}</p>
      </Notice>
    )
  );
}

/** The accounts to look at when the sheets were in other hands. */
function Opened({ office, opened, spent }: Pick<RunResultProps, "office" | "opened"> & { spent: number }) {
  const t = useTranslations("sheets.result");
  const locale = useLocale();
  const { timeZone } = institution();
  const shape = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone } as const;
  return (
    <section className="flow" aria-labelledby="opened">
      <h2 id="opened">{t("opened")}</h2>
      {spent > opened.length && <p>{t("openedLast", { count: opened.length })}</p>}
      <Rows as="ul">
        {opened.map(({ identifier, givenName, familyName, at }) => (
          <li key={identifier}>
            <p className="one-link">
              <Link href={filePath(office, identifier)}>
                <b>{familyName}</b> {givenName}
              </Link>
            </p>
            <p className="small soft">
              {t.rich("openedAt", { identifier, at: dateInWords(at, locale, shape), nb: keptWhole })}
            </p>
          </li>
        ))}
      </Rows>
    </section>
  );
}
