import { notFound } from "next/navigation";
import { giveReceipt } from "@/lib/charter/give-receipt";
import { download } from "@/lib/http/download";
import { services } from "@/lib/services";
import { requireMember } from "@/lib/session/guards";

/** The receipt of one of the person's own acceptances. Somebody else's is not found, like one that does not exist. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { studentId, ...reader } = await requireMember();
  const receipt = await giveReceipt(services(), reader, (await params).id, studentId);
  if (!receipt) notFound();
  return download("recepisse.pdf", "application/pdf", receipt);
}
