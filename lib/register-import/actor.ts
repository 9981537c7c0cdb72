import type { Caller } from "@/lib/network/caller";
import type { Visitor } from "@/lib/session/visitor";

/** Who imports: somebody in the pages, or whoever types on the machine, for whom both are null. */
export interface Actor {
  visitor: Pick<Visitor, "uid" | "roles"> | null;
  caller: Caller | null;
}
