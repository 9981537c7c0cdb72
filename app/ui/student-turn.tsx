import type { ReactNode } from "react";
import { Brand } from "@/app/frame/brand";

/** The screen while it is the student's: no header, no menu, saffron all over, what is written on white. */
export function StudentTurn({
  title,
  lead,
  timer,
  children,
}: {
  title: string;
  lead: ReactNode;
  timer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="turn">
      <main id="contenu">
        <div className="head">
          <p className="brand">
            <Brand />
          </p>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
          {timer}
        </div>
        <div className="form-sheet flow">{children}</div>
      </main>
    </div>
  );
}
