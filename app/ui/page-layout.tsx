import type { ReactNode } from "react";
import { SiteFrame } from "@/app/frame/site-frame";

/**
 * A page of the service, frame included: header, strip of the signed-in person, footer. From 60 rem it has three columns: the
 * margin says where one is, the text what to do, the aside shows it. `heading`, when given, comes before the aside on a phone, so
 * that a drawing stands between the title and the form. `wide`: one column, for tables.
 */
export function Page({
  steps,
  heading,
  aside,
  wide,
  children,
}: {
  steps?: ReactNode;
  heading?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const asideColumn = aside && <div className="aside flow">{aside}</div>;
  return (
    <SiteFrame>
      <div className={wide ? "page wide" : "page"}>
        {steps && <div className="margin">{steps}</div>}
        {heading && <div className="text flow">{heading}</div>}
        {heading && asideColumn}
        <div className="text flow">{children}</div>
        {!heading && asideColumn}
      </div>
    </SiteFrame>
  );
}
