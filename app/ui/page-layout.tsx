import { SiteFrame } from "@/app/frame/site-frame";
import { Columns, type ColumnsProps } from "./columns";

/** A page of the service, frame included: header, strip of the person signed in, footer. */
export function Page(columns: ColumnsProps) {
  return (
    <SiteFrame>
      <Columns {...columns} />
    </SiteFrame>
  );
}
