import "server-only";
import { record, recordAll } from "@/lib/audit/record";
import { faultOfEntry } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { countUnderWay, endWhatWasUnderWay, markOpened, selectLastLine, selectWaiting, type Waiting } from "./queries";

export interface CaughtUp {
  /** Accounts that the directory has open and the restored database did not know as open. */
  opened: string[];
  /** Identifiers whose entry cannot be read: two of them, or an unfit one. Their sheets stay as they were. */
  unread: string[];
  firstConnections: number;
  sessions: number;
  mails: number;
  /** The last line of the journal before this: what happened since then is missing in it. Null for an empty journal. */
  lastLine: Date | null;
}

/** How many questions the directory is asked at once. */
const atOnce = 8;

/** People marked together, well below the time that a statement may take. */
const batchSize = 500;

/**
 * Brings a database that was restored to an older state up to what the directory knows. An account opened since then
 * would still have a valid sheet, with which anybody could take it over: its sheet counts as used, and the account as
 * open. Ends the first connections, sessions and waiting mails of that time. Records it, so that the journal says where
 * it has a gap. Asks the directory about everybody before it writes anything, and writes all or nothing. `isTrial`:
 * returns the same, and writes nothing. `account`: the system account that asked for it. Throws `Unavailable`.
 */
export async function catchUp(
  services: Services,
  { isTrial, account }: { isTrial: boolean; account: string },
): Promise<CaughtUp> {
  const { db, clock } = services;
  const waiting = await selectWaiting(db);
  const { open, unread } = await askDirectory(services, waiting);
  const lastLine = await selectLastLine(db);
  const found = { opened: open.map(({ identifier }) => identifier), unread, lastLine };
  if (isTrial) return { ...found, ...(await countUnderWay(db)) };
  return db.transaction(async (tx) => {
    const at = clock.now();
    for (let from = 0; from < open.length; from += batchSize) {
      const batch = open.slice(from, from + batchSize);
      await markOpened(
        tx,
        batch.map(({ id }) => id),
        at,
      );
      const line = { at, kind: "restore.account", outcome: "succeeded" } as const;
      await recordAll(
        tx,
        batch.map(({ identifier: subject }) => ({ ...line, subject })),
      );
    }
    const ended = await endWhatWasUnderWay(tx, at);
    const details = { account, accounts: open.length, since: lastLine ? toTheMinute(lastLine) : "" };
    await record(tx, { at, kind: "restore", outcome: "succeeded", details: { ...details, ...ended } });
    return { ...found, ...ended };
  });
}

/** Returns an instant for a person to read in the journal: `2026-12-01 03:07 UTC`. */
function toTheMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Returns those whose account the directory has open, in their order, and those whose entry cannot be read. */
async function askDirectory({ directory }: Services, waiting: readonly Waiting[]) {
  const open: Waiting[] = [];
  const unread: string[] = [];
  for (let from = 0; from < waiting.length; from += atOnce) {
    const asked = waiting.slice(from, from + atOnce);
    const answers = await Promise.all(
      asked.map(async (person) => {
        try {
          return (await directory.findByLogin(person.identifier))?.state ?? null;
        } catch (error) {
          if (faultOfEntry(error)) return "unread";
          throw error;
        }
      }),
    );
    asked.forEach((person, index) => {
      // A suspended account was open before it was suspended.
      if (answers[index] === "active" || answers[index] === "suspended") open.push(person);
      if (answers[index] === "unread") unread.push(person.identifier);
    });
  }
  return { open, unread };
}
