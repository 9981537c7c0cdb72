import { offices } from "@/app/register-office/offices";
import { SheetsPage, type SheetsQuery, sheetsMetadata } from "@/app/register-office/sheets/sheets-page";

export const generateMetadata = () => sheetsMetadata(offices.student);

export default function RegistrarSheetsPage(address: SheetsQuery) {
  return <SheetsPage office={offices.student} {...address} />;
}
