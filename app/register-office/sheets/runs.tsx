import { useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/ui/icons";
import { keptWhole } from "@/app/ui/kept-whole";
import { Link } from "@/app/ui/link";
import type { PastRun } from "@/lib/credential-sheet/read-runs";
import type { RunState } from "@/lib/credential-sheet/rules";
import { dateInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import type { Office } from "../offices";
import { confirmPath, runPath } from "../paths";
import { SelectionWords } from "./selection-words";

const looks: Record<RunState, { icon: IconName; tone: string }> = {
  "under-way": { icon: "circle", tone: "begun" },
  delivered: { icon: "check", tone: "succeeded" },
  "cut-short": { icon: "cross", tone: "interrupted" },
};

/** The last printings, and the outcome of each. One that nobody received is offered again. */
export function Runs({ office, runs }: { office: Office; runs: PastRun[] }) {
  const t = useTranslations("sheets.runs");
  const locale = useLocale();
  if (runs.length === 0) return null;
  const { timeZone } = institution();
  const shape = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone } as const;
  return (
    <>
      <h2>{t("title")}</h2>
      <ul className="rows">
        {runs.map((run) => (
          <li key={run.id} className="run">
            <p className="one-link">
              <Link href={runPath(office, run.id)}>
                <b>
                  <SelectionWords selection={run.selection} />
                </b>
              </Link>
              <br />
              <small>
                {t.rich("by", {
                  at: dateInWords(run.askedAt, locale, shape),
                  who: run.actor ?? t("commandLine"),
                  nb: keptWhole,
                })}
              </small>
            </p>
            <p className="one-link">
              <span className={`outcome ${looks[run.state].tone}`}>
                <Icon name={looks[run.state].icon} /> {t(`states.${run.state}`, { made: run.made, total: run.total })}
              </span>
              {run.state === "cut-short" && run.inForce > 0 && (
                <>
                  <br />
                  <Link href={confirmPath(office, { run: run.id })}>{t("again", { count: run.inForce })}</Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
