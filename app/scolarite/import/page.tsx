export { ImportPage as default, importMetadata as generateMetadata } from "@/app/register-office/import/import-page";
