import type { ReactNode } from "react";

/** What no line’s end may cut: a name, a login, an hour. For the `nb` of a sentence. */
export function keptWhole(chunks: ReactNode): ReactNode {
  return <span className="nb">{chunks}</span>;
}
