import type { ReactNode } from "react";

/** Two or three facts in a row, large enough to read across a desk. */
export function Facts({ facts }: { facts: readonly { term: ReactNode; value: ReactNode; key?: string }[] }) {
  return (
    <dl className="facts">
      {facts.map((fact, index) => (
        <div key={fact.key ?? index}>
          <dt>{fact.term}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
