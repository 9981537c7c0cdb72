import type { ReactNode } from "react";

export interface ColumnsProps {
  steps?: ReactNode;
  heading?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/**
 * The content of a page, within its frame. From 60 rem it has three columns: the margin locates the page, the text says
 * what to do, the aside shows it. `heading`, when given, comes before the aside on a phone, so that a drawing is
 * between the title and the form. `wide`: the text takes the room of the aside too, for tables.
 */
export function Columns({ steps, heading, aside, wide, children }: ColumnsProps) {
  const asideColumn = aside && <div className="aside flow">{aside}</div>;
  return (
    <div className={wide ? "page wide" : "page"}>
      {steps && <div className="margin">{steps}</div>}
      {heading && <div className="text flow">{heading}</div>}
      {heading && asideColumn}
      <div className="text flow">{children}</div>
      {!heading && asideColumn}
    </div>
  );
}
