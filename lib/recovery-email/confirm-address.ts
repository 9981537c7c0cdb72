import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { recordingFailure } from "@/lib/directory-change/recording-failure";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import type { Asker } from "./asker";
import { confirmAddress as confirmInDatabase, findStudent } from "./queries";
import { tellChange } from "./tell-change";

export interface ProvenAddress {
  confirmationId: string;
  addressId: string;
  email: string;
}

/**
 * Confirms an address once a code or a link has proven that the student reads it. Before the account is open, the
 * address only waits: the password step writes it to the directory. Afterwards, the directory is written under the
 * student's lock, after the register has taken the address and before it commits: a concurrent change of address waits,
 * and an unavailable directory rolls everything back. It then throws `DirectoryUnavailable`, and the same code works
 * again. Returns false when another window changed things first.
 */
export async function confirmAddress(services: Services, asker: Asker, proven: ProvenAddress): Promise<boolean> {
  const student = await findStudent(services.db, asker.studentId);
  if (!student) return false;
  if (student.activatedAt === null) {
    const outcome = await takeAddress(services, asker, { student, proven, operation: null });
    // The account was opened meanwhile, without the address in the directory: start again, this time with the
    // directory.
    return outcome === "account-opened" ? confirmAddress(services, asker, proven) : outcome === "done";
  }
  const line = { ...lineOf(asker), operationId: randomUUID() };
  await record(services.db, { ...line, at: services.clock.now(), outcome: "begun" });
  const write = async (isMade: () => void) => {
    const person = await services.directory.findByLogin(asker.identifier);
    if (!person) throw new DirectoryUnavailable("the student has no entry");
    const operation = { id: line.operationId, person, isMade };
    return (await takeAddress(services, asker, { student, proven, operation })) === "done";
  };
  return recordingFailure(services, line, write);
}

interface Taking {
  student: { id: string; population: Population; givenName: string; mail: string };
  proven: ProvenAddress;
  /** For an open account: the journal operation, the entry to write, and what to call once it is written. */
  operation: { id: string; person: DirectoryPerson; isMade: () => void } | null;
}

function takeAddress(
  { db, directory, clock, institution, env }: Services,
  asker: Asker,
  { student, proven, operation }: Taking,
): Promise<"done" | "replaced" | "account-opened"> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const locked = await lockStudent(tx, student.id);
    if (locked?.isActive && !operation) return "account-opened";
    const line = { ...lineOf(asker), at: now, operationId: operation?.id ?? null };
    const taken = await confirmInDatabase(tx, { ...proven, studentId: student.id }, now);
    if (!taken) {
      await record(tx, { ...line, outcome: "refused", reason: "replaced-meanwhile" });
      return "replaced";
    }
    await record(tx, { ...line, outcome: "succeeded" });
    if (!operation) return "done";
    const { person } = operation;
    const { uid } = person;
    await tellChange({ institution, env }, tx, { asker, student, uid, proven, former: taken.former, at: now });
    await directory.writeRecoveryEmail(person, proven.email);
    operation.isMade();
    return "done";
  });
}

function lineOf({ kinds, identifier, actor, caller }: Asker) {
  return { kind: kinds.confirmation, subject: identifier, actor, caller };
}
