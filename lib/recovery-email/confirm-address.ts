import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { DirectoryUnavailable, isAmbiguous } from "@/lib/errors";
import { queueMail } from "@/lib/mail/queue";
import { recoveryConfirmed } from "@/lib/mail/templates/recovery-confirmed";
import type { Services } from "@/lib/services";
import type { Asker } from "./asker";
import { confirmAddress as confirmInDatabase, findStudent, lockStudent } from "./queries";

export interface ProvenAddress {
  confirmationId: string;
  addressId: string;
  email: string;
}

/**
 * What follows once a code or a link has proven that the student reads this address. Before the account is open, the address
 * only waits: the password step will write it. After, the directory is written first, so that an absent directory loses nothing:
 * throws `DirectoryUnavailable`, and the same code works again. False when another window changed things meanwhile.
 */
export async function confirmAddress(services: Services, asker: Asker, proven: ProvenAddress): Promise<boolean> {
  const student = await findStudent(services.db, asker.studentId);
  if (!student) return false;
  const isActive = student.activatedAt !== null;
  const operationId = isActive ? await writeInDirectory(services, asker, proven) : null;
  const outcome = await services.db.transaction(async (tx) => {
    const now = services.clock.now();
    const locked = await lockStudent(tx, student.id);
    // The account was opened meanwhile, and the address was not written there: once more, this time with the directory.
    if (locked?.isActive !== isActive) return "account-opened";
    const isDone = await confirmInDatabase(tx, { ...proven, studentId: student.id }, now);
    await record(tx, {
      ...lineOf(asker),
      at: now,
      operationId,
      outcome: isDone ? "succeeded" : "refused",
      reason: isDone ? null : "replaced-meanwhile",
    });
    if (isDone && isActive) {
      const { institution, env } = services;
      const facts = { givenName: student.givenName, email: proven.email };
      const mail = recoveryConfirmed(facts, asker.locale, institution, env.publicUrl);
      await queueMail(tx, { ...mail, recipient: student.mail, locale: asker.locale }, now);
    }
    return isDone ? "done" : "replaced";
  });
  return outcome === "account-opened" ? confirmAddress(services, asker, proven) : outcome === "done";
}

async function writeInDirectory({ db, directory, clock }: Services, asker: Asker, { email }: ProvenAddress) {
  const line = { ...lineOf(asker), operationId: randomUUID() };
  await record(db, { ...line, at: clock.now(), outcome: "begun" });
  try {
    const person = await directory.findByIdentifier(asker.identifier);
    if (!person) throw new DirectoryUnavailable("the student has no entry");
    await directory.writeRecoveryEmail(person, email);
  } catch (error) {
    const reason = isAmbiguous(error) ? "ambiguous-entry" : "directory-unavailable";
    await record(db, { ...line, at: clock.now(), outcome: "failed", reason });
    throw error;
  }
  return line.operationId;
}

function lineOf({ kinds, identifier, actor, caller }: Asker) {
  return { kind: kinds.confirmation, subject: identifier, actor, caller };
}
