import { offices } from "@/app/register-office/offices";
import { backToChoice, printSheets } from "@/app/register-office/sheets/print-sheets";

export const POST = (request: Request) => printSheets(offices.staff, request);

export const GET = () => backToChoice(offices.staff);
