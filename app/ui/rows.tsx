import type { ReactNode } from "react";

/** Blocks between hairlines. `as="dl"`: groups of `<div><dt/><dd/></div>`. */
export function Rows({ as: Element = "div", children }: { as?: "div" | "dl" | "ul"; children: ReactNode }) {
  return <Element className="rows">{children}</Element>;
}

/** One group of such a `dl`. */
export function Row({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
