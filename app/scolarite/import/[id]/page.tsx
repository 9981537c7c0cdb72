export {
  ReportPage as default,
  reportMetadata as generateMetadata,
} from "@/app/register-office/import/report/report-page";
