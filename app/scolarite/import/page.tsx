import { ImportPage, type ImportQuery, importMetadata } from "@/app/register-office/import/import-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = (address: ImportQuery) => importMetadata(offices.student, address);

export default function RegistrarImportPage(address: ImportQuery) {
  return <ImportPage office={offices.student} {...address} />;
}
