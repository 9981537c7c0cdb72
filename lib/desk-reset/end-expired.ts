import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { expireAll } from "./queries";

/** Ends and records the resets that expired unattended (a closed tab, a computer switched off). Returns how many. */
export async function endExpired({ db, clock }: Pick<Services, "db" | "clock">): Promise<number> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const ended = await expireAll(tx, at);
    for (const { cardNumber, identifier, staffUid } of ended) {
      const whom = { subject: identifier, details: { card: cardNumber, staff: staffUid } };
      await record(tx, { kind: "desk-reset.end", outcome: "succeeded", reason: "expired", at, ...whom });
    }
    return ended.length;
  });
}
