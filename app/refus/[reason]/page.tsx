import { forbidden } from "next/navigation";
import { services } from "@/lib/services";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";
import { recordRefusal } from "@/lib/session/record-refusal";

/** What the middleware shows in the place of a page that it refuses: never linked to, always 403. */
export default async function RefusalPage({ params }: { params: Promise<{ reason: string }> }) {
  const { reason } = await params;
  const caller = await currentCaller();
  if (reason === "hors-reseau" && !caller.isInternal) {
    await recordRefusal(services(), "outside", await currentVisitor(), caller);
  }
  forbidden();
}
