export { tellProgress as GET } from "@/app/register-office/sheets/tell-progress";
