import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { expireAll } from "./queries";

/** Ends what ran out of time and that nobody came back to (a closed tab, a computer switched off), and writes each down. Answers how many. */
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
