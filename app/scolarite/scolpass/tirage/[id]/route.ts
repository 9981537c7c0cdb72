import { offices } from "@/app/register-office/offices";
import { tellProgress } from "@/app/register-office/sheets/tell-progress";

export const GET = (_: Request, address: { params: Promise<{ id: string }> }) => tellProgress(offices.student, address);
