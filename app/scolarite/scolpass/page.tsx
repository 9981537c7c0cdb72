export { SheetsPage as default, sheetsMetadata as generateMetadata } from "@/app/register-office/sheets/sheets-page";
