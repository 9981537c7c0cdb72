import { useTranslations } from "next-intl";
import { Icon } from "./icons";

interface StepListProps {
  /** Names the list for a screen reader. */
  label: string;
  steps: readonly { label: string }[];
  /** Index of the current step, from 0. */
  current: number;
  /** The current step was refused, and the journey stops there. */
  refused?: boolean;
  allDone?: boolean;
}

/** The current step of a journey: four threads on a phone, a seam of discs from 60 rem. */
export function StepList({ label, steps, current, refused, allDone }: StepListProps) {
  const t = useTranslations("common.steps");
  const stateOf = (index: number) => (allDone || index < current ? "done" : index === current ? "now" : "todo");
  return (
    <nav className="thread" aria-label={label}>
      <p>
        {allDone ? (
          <b>{t("allDone", { count: steps.length })}</b>
        ) : (
          t.rich("position", {
            number: current + 1,
            count: steps.length,
            label: startedLow(steps[current]?.label ?? ""),
            b: (chunks) => <b>{chunks}</b>,
          })
        )}
      </p>
      <ol>
        {steps.map((step, index) => {
          const state = stateOf(index);
          const isRefused = refused && state === "now";
          return (
            <li
              key={step.label}
              className={isRefused ? "now refused" : state}
              aria-current={state === "now" ? "step" : undefined}
            >
              <span className="disc">
                {state === "done" && <Icon name="check" />}
                {isRefused && <Icon name="cross" />}
                {(state === "done" || isRefused) && (
                  <span className="vh">{state === "done" ? t("done") : t("refused")} </span>
                )}
                {state !== "done" && !isRefused && index + 1}
              </span>
              <span>{step.label}</span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** Returns the text for the middle of a sentence; an acronym keeps its capitals. */
function startedLow(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
