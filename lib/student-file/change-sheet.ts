import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { type Population, rulesOf } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { prolongCredential } from "@/lib/sheet-in-force/queries";
import { revokeSheetInForce } from "@/lib/sheet-in-force/revoke";
import { endOfValidity } from "@/lib/sheet-in-force/validity";
import { selectStudent } from "./queries";

export interface SheetGesture {
  /** From the register, as the page was opened. */
  identifier: string;
  /** The population whose sheets this office makes: it changes no other. */
  population: Population;
  visitor: Visitor;
  caller: Caller;
}

export type SheetOutcome = { ok: true } | { ok: false; reason: "unknown-student" | "no-sheet-in-force" | "in-use" };

/** Revokes the sheet in force: its provisional password, and the first connection it opened, no longer work. */
export async function revokeSheet(services: Services, gesture: SheetGesture): Promise<SheetOutcome> {
  return onSheet(services, gesture, "sheet.revoke", async (tx, studentId) => {
    const revocation = await revokeSheetInForce(tx, studentId, services.clock.now());
    if (revocation === "none") return "no-sheet-in-force";
    return revocation === "revoked" ? null : revocation;
  });
}

/** Extends the sheet in force, expired or not, to the validity of one printed now. */
export async function prolongSheet(services: Services, gesture: SheetGesture): Promise<SheetOutcome> {
  const until = endOfValidity(services.clock.now(), rulesOf(services.institution, gesture.population));
  return onSheet(services, gesture, "sheet.prolong", async (tx, studentId) =>
    (await prolongCredential(tx, studentId, until)) ? null : "no-sheet-in-force",
  );
}

/** Makes the change and its journal line in one transaction; after a refusal, only its line. */
async function onSheet(
  { db, clock }: Services,
  { identifier, population, visitor, caller }: SheetGesture,
  kind: "sheet.revoke" | "sheet.prolong",
  change: (tx: Services["db"], studentId: string) => Promise<"no-sheet-in-force" | "in-use" | null>,
): Promise<SheetOutcome> {
  const student = await selectStudent(db, { identifier, population });
  if (!student) return { ok: false, reason: "unknown-student" };
  const line = { at: clock.now(), kind, subject: identifier, actor: visitor, caller };
  const reason = await db.transaction(async (tx) => {
    const refusal = await change(tx, student.id);
    await record(tx, { ...line, outcome: refusal ? "refused" : "succeeded", reason: refusal });
    return refusal;
  });
  return reason ? { ok: false, reason } : { ok: true };
}
