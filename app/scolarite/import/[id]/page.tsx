import { type ReportAddress, ReportPage, reportMetadata } from "@/app/register-office/import/report/report-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = () => reportMetadata(offices.student);

export default function RegistrarReportPage(address: ReportAddress) {
  return <ReportPage office={offices.student} {...address} />;
}
