import { type ReportAddress, ReportPage, reportMetadata } from "@/app/register-office/import/report/report-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = () => reportMetadata(offices.staff);

export default function HumanResourcesReportPage(address: ReportAddress) {
  return <ReportPage office={offices.staff} {...address} />;
}
