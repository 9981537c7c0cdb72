import { type FileAddress, FilePage, fileMetadata } from "@/app/register-office/file/file-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = (address: FileAddress) => fileMetadata(offices.student, address);

export default function RegistrarFilePage(address: FileAddress) {
  return <FilePage office={offices.student} {...address} />;
}
