import type { ReactNode } from "react";

/** Blocks between hairlines. `as="dl"`: groups of `<div><dt/><dd/></div>`. */
export function Rows({ as: Element = "div", children }: { as?: "div" | "dl" | "ul"; children: ReactNode }) {
  return <Element className="rows">{children}</Element>;
}
