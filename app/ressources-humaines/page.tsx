import { FindPage, type FindQuery, findMetadata } from "@/app/register-office/find/find-page";
import { offices } from "@/app/register-office/offices";

export const generateMetadata = () => findMetadata(offices.staff);

export default function HumanResourcesFindPage(address: FindQuery) {
  return <FindPage office={offices.staff} {...address} />;
}
