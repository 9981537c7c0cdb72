import { FindPage, type FindQuery, findMetadata } from "@/app/register-office/find/find-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = () => findMetadata(offices.student);

export default function RegistrarFindPage(address: FindQuery) {
  return <FindPage office={offices.student} {...address} />;
}
