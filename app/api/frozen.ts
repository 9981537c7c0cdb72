import type { Caller } from "@/lib/network/caller";
import { services } from "@/lib/services";
import { recordRefusal } from "@/lib/session/record-refusal";
import type { Visitor } from "@/lib/session/visitor";
import { problem } from "./problem";

/** Answers a session frozen by a student's panel, anywhere else, and records it: somebody else is at the keyboard. */
export async function frozen(visitor: Visitor, caller: Caller): Promise<Response> {
  await recordRefusal(services(), "frozen", visitor, caller);
  return problem("remise-en-cours", 409);
}
