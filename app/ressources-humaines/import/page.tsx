import { ImportPage, type ImportQuery, importMetadata } from "@/app/register-office/import/import-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = () => importMetadata(offices.staff);

export default function HumanResourcesImportPage(address: ImportQuery) {
  return <ImportPage office={offices.staff} {...address} />;
}
