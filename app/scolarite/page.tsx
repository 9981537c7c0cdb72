export { FindPage as default, findMetadata as generateMetadata } from "@/app/register-office/find/find-page";
