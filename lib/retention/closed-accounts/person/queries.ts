import "server-only";
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  accountBlocks,
  accountClosings,
  activations,
  addressConfirmations,
  cards,
  charterAcceptances,
  charterDelays,
  deskResets,
  enrolments,
  outgoingMails,
  passwordLinkRequests,
  passwordLinks,
  provisionalCredentials,
  recoveryAddresses,
  reportLinks,
  sessions,
  sheetRuns,
  students,
} from "@/db/schema";
import { isNamedInSubject } from "@/lib/mail/queries";
import { isTheirSession } from "@/lib/personal-data/queries";

/** A person of the register. */
interface Person {
  studentId: string;
  identifier: string;
}

/**
 * Deletes everything about a person, and nothing else: a mailbox that two share keeps the other's mails, and a session
 * in which this person helped at a desk stays as long as its resets, without their name. Their identifier stays used,
 * and the journal as it is.
 */
export async function deletePerson(tx: Database, { studentId, identifier }: Person): Promise<void> {
  await deleteMails(tx, { studentId, identifier });
  await tx.delete(passwordLinkRequests).where(eq(passwordLinkRequests.identifier, identifier));
  for (const table of [accountClosings, charterDelays, accountBlocks, reportLinks, passwordLinks, activations])
    await tx.delete(table).where(eq(table.studentId, studentId));
  for (const table of [charterAcceptances, provisionalCredentials, deskResets, enrolments, cards])
    await tx.delete(table).where(eq(table.studentId, studentId));
  const addresses = tx
    .select({ id: recoveryAddresses.id })
    .from(recoveryAddresses)
    .where(eq(recoveryAddresses.studentId, studentId));
  await tx.delete(addressConfirmations).where(inArray(addressConfirmations.addressId, addresses));
  await tx.delete(recoveryAddresses).where(eq(recoveryAddresses.studentId, studentId));
  await deleteSessions(tx, { studentId, identifier });
  await forgetInRuns(tx, identifier);
  await tx.delete(students).where(eq(students.id, studentId));
}

/**
 * Deletes the mails about this person, whoever received them. A mail that refers to no student is about them when its
 * subject names them, or when it went to an address that nobody else has.
 */
async function deleteMails(tx: Database, { studentId, identifier }: Person) {
  await tx.execute(sql`
    with own as materialized (
      select mail as address from ${students} where id = ${studentId}
      union select email from ${recoveryAddresses} where student_id = ${studentId}
    ), alone as materialized (
      select address from own
      where not exists (select from ${students} other where other.mail = address and other.id <> ${studentId})
        and not exists (select from ${recoveryAddresses} other where other.email = address and other.student_id <> ${studentId})
    )
    delete from ${outgoingMails} where ${outgoingMails.studentId} = ${studentId} or ${isNamedInSubject([identifier])}
      or ${outgoingMails.studentId} is null and ${outgoingMails.recipient} = any(array(select address from alone))`);
}

/** Those from before their row too: identifiers are never reused. */
async function deleteSessions(tx: Database, { studentId, identifier }: Person): Promise<void> {
  const isTheirs = isTheirSession({ studentId, identifiers: [identifier] });
  const atDesk = tx.select({ one: sql`1` }).from(deskResets).where(sql`${deskResets.sessionId} = ${sessions.id}`);
  await tx.delete(sessions).where(and(isTheirs, notExists(atDesk)));
  await tx
    .update(sessions)
    .set({ studentId: null, login: sql`${sessions.uid}`, displayName: sql`${sessions.uid}` })
    .where(isTheirs);
}

/** Removes the person from the printings of sheets for which they were chosen by name. */
async function forgetInRuns(tx: Database, identifier: string): Promise<void> {
  await tx.execute(sql`
    update ${sheetRuns} set selection = jsonb_set(selection, '{identifiers}', (selection -> 'identifiers') - ${identifier}::text)
    where selection -> 'identifiers' ? ${identifier}`);
}
