export { backToForm as GET, receiveImport as POST } from "@/app/register-office/import/receive-file";
