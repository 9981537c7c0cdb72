import { type FileAddress, FilePage, fileMetadata } from "@/app/register-office/file/file-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = (address: FileAddress) => fileMetadata(offices.staff, address);

export default function HumanResourcesFilePage(address: FileAddress) {
  return <FilePage office={offices.staff} {...address} />;
}
