import { notFound } from "next/navigation";
import { overseers } from "@/app/administration/access";
import { giveReceipt } from "@/lib/charter/give-receipt";
import { download } from "@/lib/http/download";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";

/** The receipt of one acceptance. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const reader = await requireRole(overseers);
  const receipt = await giveReceipt(services(), reader, (await params).id);
  if (!receipt) notFound();
  return download("recepisse.pdf", "application/pdf", receipt);
}
