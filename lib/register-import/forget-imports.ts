import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { deleteLines, erasePeople } from "./lines/queries";
import { expireRuns, giveUpReadings } from "./queries";
import { deletePieces } from "./waiting/queries";

/** How long a file that was read can wait to be applied. Hours. */
const waitingHours = 24;

/** Ends imports not applied within a day, and those whose reading died, and erases what they say about people. */
export async function forgetImports({ db, clock }: Pick<Services, "db" | "clock">): Promise<void> {
  const now = clock.now();
  const startedBefore = new Date(now.getTime() - waitingHours * 3_600_000);
  await db.transaction(async (tx) => {
    for (const id of await giveUpReadings(tx, now)) {
      await deletePieces(tx, id);
      await deleteLines(tx, id);
      const line = { at: now, kind: "import.plan", outcome: "refused", reason: "interrupted" } as const;
      await record(tx, { ...line, actor: null, caller: null, details: { import: id } });
    }
    for (const id of await expireRuns(tx, startedBefore, now)) {
      await deletePieces(tx, id);
      await erasePeople(tx, id);
    }
  });
}
