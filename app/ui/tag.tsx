import type { ReactNode } from "react";
import { KeyRing } from "./drawings";

/** A key tag, with what to keep: `hung` from a key ring at the end of a journey, else tied by a thread. */
export function Tag({ hung, children }: { hung?: boolean; children: ReactNode }) {
  return (
    <div>
      {hung && <KeyRing />}
      <div className={hung ? "tag hung" : "tag"}>
        <div>{children}</div>
      </div>
    </div>
  );
}
