export { printSheets as POST } from "@/app/register-office/sheets/print-sheets";
