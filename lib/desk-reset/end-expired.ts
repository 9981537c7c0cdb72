import "server-only";
import { recordAll } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { expireAll } from "./queries";

/** Ends and records the resets that expired unattended (a closed tab, a computer switched off). Returns how many. */
export async function endExpired({ db, clock }: Pick<Services, "db" | "clock">): Promise<number> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const ended = await expireAll(tx, at);
    const line = { kind: "desk-reset.end", outcome: "succeeded", reason: "expired", at } as const;
    await recordAll(
      tx,
      ended.map(({ cardNumber, identifier, staffUid }) => ({
        ...line,
        subject: identifier,
        details: { card: cardNumber, staff: staffUid },
      })),
    );
    return ended.length;
  });
}
