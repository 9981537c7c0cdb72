import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { journalFacts } from "./journal-facts";
import { lockPhone, markOpened } from "./queries";
import { type Device, sight } from "./read-phone";

/**
 * Assigns the code to this device when somebody presses the button. The first device gets it; any other is refused. The
 * caller reads the outcome again.
 */
export async function openPhone(services: Services, held: Device & { caller: Caller }): Promise<void> {
  await services.db.transaction(async (tx) => {
    const now = services.clock.now();
    const within = { ...services, db: tx };
    const { standing, phone } = await sight(within, await lockPhone(tx, hashToken(held.token)), held);
    if (!phone || (standing !== "unopened" && standing !== "elsewhere")) return;
    if (standing === "unopened") await markOpened(tx, phone.id, hashToken(held.device), now);
    const outcome = standing === "unopened" ? "succeeded" : "refused";
    const reason = standing === "unopened" ? null : "opened-elsewhere";
    await record(tx, {
      kind: "desk-reset.phone",
      outcome,
      reason,
      at: now,
      caller: held.caller,
      ...journalFacts(phone),
    });
  });
}
