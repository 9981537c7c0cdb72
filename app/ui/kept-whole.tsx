import type { ReactNode } from "react";

/** Keeps together what no line break may cut: a name, a login, an hour. For the `nb` of a sentence. */
export function keptWhole(chunks: ReactNode): ReactNode {
  return <span className="nb">{chunks}</span>;
}
