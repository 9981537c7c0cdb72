import { ImportPage, type ImportQuery, importMetadata } from "@/app/register-office/import/import-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = (address: ImportQuery) => importMetadata(offices.staff, address);

export default function HumanResourcesImportPage(address: ImportQuery) {
  return <ImportPage office={offices.staff} {...address} />;
}
