export { FilePage as default, fileMetadata as generateMetadata } from "@/app/register-office/file/file-page";
