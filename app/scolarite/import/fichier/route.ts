import { backToForm, receiveImport } from "@/app/register-office/import/receive-file";
import { offices } from "@/app/register-office/offices";

export const POST = (request: Request) => receiveImport(offices.student, request);

export const GET = () => backToForm(offices.student);
