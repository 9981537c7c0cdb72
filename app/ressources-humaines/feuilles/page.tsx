import { offices } from "@/app/register-office/offices";
import { SheetsPage, type SheetsQuery, sheetsMetadata } from "@/app/register-office/sheets/sheets-page";

export const generateMetadata = () => sheetsMetadata(offices.staff);

export default function HumanResourcesSheetsPage(address: SheetsQuery) {
  return <SheetsPage office={offices.staff} {...address} />;
}
