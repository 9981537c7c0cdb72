import "server-only";
import { recordAll } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { revokeSheetInForce } from "@/lib/sheet-in-force/revoke";
import { lockStandings, selectHolders, selectRun } from "./queries";
import { stateOf } from "./rules";

export interface RevokeRun {
  /** A UUID. */
  run: string;
  /** The population whose sheets this office makes: it revokes no other. */
  population: Population;
  visitor: Visitor;
  caller: Caller;
}

/** `inUse`: how many sheets were left, since somebody is choosing a password with them. */
export type RevokeRunOutcome =
  | { ok: true; revoked: number; inUse: number }
  | { ok: false; reason: "unknown-run" | "under-way" | "no-sheet-in-force" };

/** Sheets revoked together: a fraction of a second, during which those who type one of them wait. */
const revokedAtOnce = 50;

/**
 * Revokes every sheet of a printing that can still open a first connection, and ends the first connections that they
 * opened: the pile was lost, or seen by others. Each sheet gets its line in the journal. Interrupted, it has revoked
 * some of them, and doing the same again completes it. A printing that is under way is refused: it would go on.
 */
export async function revokeRun(
  services: Services,
  { run: id, population, visitor, caller }: RevokeRun,
): Promise<RevokeRunOutcome> {
  const { db, clock } = services;
  const run = await selectRun(db, population, id);
  if (!run) return refused("unknown-run");
  if (stateOf(run, clock.now()) === "under-way") return refused("under-way");
  const holders = await selectHolders(db, id);
  if (holders.length === 0) return refused("no-sheet-in-force");
  let revoked = 0;
  for (let from = 0; from < holders.length; from += revokedAtOnce) {
    const batch = holders.slice(from, from + revokedAtOnce);
    revoked += await db.transaction(async (tx) => {
      const at = clock.now();
      const done = await revokeHeld(tx, batch, at);
      const line = { at, kind: "sheet.revoke", outcome: "succeeded", actor: visitor, caller } as const;
      await recordAll(
        tx,
        done.map(({ identifier: subject }) => ({ ...line, subject, details: { run: id } })),
      );
      return done.length;
    });
  }
  return { ok: true, revoked, inUse: (await selectHolders(db, id)).length };
}

type Holder = Awaited<ReturnType<typeof selectHolders>>[number];

/** Revokes the sheets of those who still hold theirs, and whose sheet is not in use. Returns them. */
async function revokeHeld(tx: Services["db"], batch: readonly Holder[], now: Date): Promise<Holder[]> {
  const standings = await lockStandings(
    tx,
    batch.map(({ id }) => id),
  );
  const revoked: Holder[] = [];
  for (const holder of batch) {
    // Another may have been printed since.
    if (standings.get(holder.id)?.formerId !== holder.credentialId) continue;
    if ((await revokeSheetInForce(tx, holder.id, now)) === "revoked") revoked.push(holder);
  }
  return revoked;
}

function refused(reason: Extract<RevokeRunOutcome, { ok: false }>["reason"]): RevokeRunOutcome {
  return { ok: false, reason };
}
