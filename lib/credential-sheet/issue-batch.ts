import "server-only";
import { recordAll } from "@/lib/audit/record";
import { rulesOf } from "@/lib/population";
import { hashInBulk, newProvisionalPassword } from "@/lib/secrets/provisional-password";
import type { Services } from "@/lib/services";
import { revokeSheetInForce } from "@/lib/sheet-in-force/revoke";
import { endOfValidity } from "@/lib/sheet-in-force/validity";
import { type Candidate, countBatch, insertCredentials, lockStandings } from "./queries";
import type { LeftOut } from "./rules";
import type { Run } from "./run";
import type { Sheet } from "./sheet";

/** A provisional password that is not in force yet. */
interface Draft {
  student: Candidate;
  provisionalPassword: string;
  secretHash: string;
}

/** Makes the provisional passwords of a batch, off the event loop. Writes nothing. */
export function draftBatch(students: Candidate[]): Promise<Draft[]> {
  return Promise.all(
    students.map(async (student) => {
      const provisionalPassword = newProvisionalPassword();
      return { student, provisionalPassword, secretHash: await hashInBulk(provisionalPassword) };
    }),
  );
}

/**
 * Puts a batch in force, all or nothing: revokes the former sheets, ends the first connections that they opened, and
 * writes the new hashes and one journal line each. Returns the sheets to print, without students who activated,
 * withdrew or got another sheet since the choice, or whose sheet is in use. Throws when the run has ended.
 */
export async function issueBatch(services: Services, run: Run, drafts: Draft[]): Promise<Sheet[]> {
  const { db, clock, institution } = services;
  return db.transaction(async (tx) => {
    const issuedAt = clock.now();
    const expiresAt = endOfValidity(issuedAt, rulesOf(institution, run.selection.population));
    const standings = await lockStandings(
      tx,
      drafts.map(({ student }) => student.id),
    );
    const judged: { draft: Draft; reason: LeftOut | null }[] = [];
    for (const draft of drafts) {
      const reason = whyLeftOut(draft, standings) ?? (await whyStillInUse(tx, draft, issuedAt));
      judged.push({ draft, reason });
    }
    const issued = judged.filter(({ reason }) => reason === null).map(({ draft }) => draft);
    await insertCredentials(
      tx,
      issued.map(({ student, secretHash }) => ({
        studentId: student.id,
        secretHash,
        issuedAt,
        expiresAt,
        runId: run.id,
      })),
    );
    await recordAll(
      tx,
      judged.map(({ draft: { student }, reason }) => ({
        at: issuedAt,
        kind: student.formerId ? "sheet.reprint" : "sheet.issue",
        outcome: reason ? "refused" : "succeeded",
        reason,
        actor: run.actor,
        subject: student.identifier,
        caller: run.caller,
      })),
    );
    const counted = { made: issued.length, leftOut: drafts.length - issued.length, now: issuedAt };
    if (!(await countBatch(tx, run.id, counted))) throw new Error("this run has ended");
    return issued.map(({ student, provisionalPassword }) => ({ ...student, provisionalPassword, issuedAt, expiresAt }));
  });
}

/** Revokes the former sheet, if any; "in-use" when its password is on its way to the directory. */
async function whyStillInUse(tx: Services["db"], { student }: Draft, now: Date): Promise<"in-use" | null> {
  if (!student.formerId) return null;
  return (await revokeSheetInForce(tx, student.id, now)) === "in-use" ? "in-use" : null;
}

type Standing = Awaited<ReturnType<typeof lockStandings>>;

function whyLeftOut({ student }: Draft, standings: Standing): Exclude<LeftOut, "in-use"> | null {
  const standing = standings.get(student.id);
  if (!standing || standing.withdrawnAt) return "withdrawn";
  if (standing.activatedAt) return "already-active";
  return standing.formerId === student.formerId ? null : "printed-meanwhile";
}
