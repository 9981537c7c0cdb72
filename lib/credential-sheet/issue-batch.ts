import "server-only";
import { record } from "@/lib/audit/record";
import { addDays, dayOf, startOfDay } from "@/lib/calendar";
import { hashInBulk, newProvisionalPassword } from "@/lib/secrets/provisional-password";
import type { Services } from "@/lib/services";
import { type Candidate, countBatch, endActivations, lockStudents, replaceCredentials } from "./queries";
import type { LeftOut } from "./rules";
import type { Run } from "./run";
import type { Sheet } from "./sheet";

/** A provisional password that is nobody's yet. */
interface Draft {
  student: Candidate;
  provisionalPassword: string;
  secretHash: string;
}

/** Makes the provisional passwords of a batch, off the event loop. Nothing is written. */
export function draftBatch(students: Candidate[]): Promise<Draft[]> {
  return Promise.all(
    students.map(async (student) => {
      const provisionalPassword = newProvisionalPassword();
      return { student, provisionalPassword, secretHash: await hashInBulk(provisionalPassword) };
    }),
  );
}

/**
 * Puts a batch in force, all at once or not at all: revokes the sheets before, ends the first connections that they opened, writes the new
 * hashes and a line of the journal each. Answers the sheets to print: without whoever activated, was withdrawn, or got another sheet
 * since the choice. Throws when the run has ended.
 */
export async function issueBatch(services: Services, run: Run, drafts: Draft[]): Promise<Sheet[]> {
  const { db, clock, institution } = services;
  return db.transaction(async (tx) => {
    const issuedAt = clock.now();
    const expiresAt = endOfValidity(issuedAt, institution);
    const now = await lockStudents(
      tx,
      drafts.map(({ student }) => student.id),
    );
    const claimed = await endActivations(
      tx,
      drafts.filter((draft) => !whyLeftOut(draft, now)).map(({ student }) => student.id),
      issuedAt,
    );
    const reasonOf = (draft: Draft): LeftOut | null =>
      whyLeftOut(draft, now) ?? (claimed.has(draft.student.id) ? "password-under-way" : null);
    const issued = drafts.filter((draft) => reasonOf(draft) === null);
    await replaceCredentials(
      tx,
      issued.map(({ student, secretHash }) => ({
        studentId: student.id,
        secretHash,
        issuedAt,
        expiresAt,
        runId: run.id,
      })),
    );
    for (const draft of drafts) {
      const reason = reasonOf(draft);
      await record(tx, {
        at: issuedAt,
        kind: draft.student.formerId ? "sheet.reprint" : "sheet.issue",
        outcome: reason ? "refused" : "succeeded",
        reason,
        actor: run.actor,
        subject: draft.student.identifier,
        caller: run.caller,
      });
    }
    const counted = { made: issued.length, leftOut: drafts.length - issued.length, now: issuedAt };
    if (!(await countBatch(tx, run.id, counted))) throw new Error("this run has ended");
    return issued.map(({ student, provisionalPassword }) => ({ ...student, provisionalPassword, issuedAt, expiresAt }));
  });
}

type Standing = Awaited<ReturnType<typeof lockStudents>>;

function whyLeftOut({ student }: Draft, now: Standing): Exclude<LeftOut, "password-under-way"> | null {
  const standing = now.get(student.id);
  if (!standing || standing.withdrawnAt) return "withdrawn";
  if (standing.activatedAt) return "already-active";
  return standing.formerId === student.formerId ? null : "printed-meanwhile";
}

/** The end of the last day that the sheet names, in the institution's zone: a sheet is good on that day, to its last minute. */
function endOfValidity(issuedAt: Date, rule: { sheetValidityDays: number; timeZone: string }): Date {
  return startOfDay(addDays(dayOf(issuedAt, rule.timeZone), rule.sheetValidityDays + 1), rule.timeZone);
}
