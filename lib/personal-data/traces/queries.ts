import "server-only";
import { and, asc, eq, exists, gte, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  auditEntries,
  outgoingMails,
  passwordLinkRequests,
  recoveryAddresses,
  sessions,
  signInGates,
} from "@/db/schema";
import { isNamedInSubject } from "@/lib/mail/queries";
import { selectActs, selectSigned } from "../acts/queries";
import type { Person } from "../find-person";
import { isTheirSession } from "../queries";

/** Returns what is kept under a person's names, whether or not the register has them. */
export async function selectTraces(db: Database, person: Person) {
  const [ofSessions, gates, requests, mails, journal, acts, signed] = await Promise.all([
    selectSessions(db, person),
    selectGates(db, person.uids),
    selectRequests(db, person.identifiers),
    selectMails(db, person),
    selectLines(db, person.identifiers),
    selectActs(db, person),
    selectSigned(db, person),
  ]);
  return { sessions: ofSessions, passwordChanges: gates, passwordLinkRequests: requests, mails, journal, acts, signed };
}

async function selectSessions(db: Database, person: Person) {
  const { login, displayName, roles, startedAt, lastSeenAt, expiresAt, endedAt, frozenAt, address, network } = sessions;
  return db
    .select({ login, displayName, roles, startedAt, lastSeenAt, expiresAt, endedAt, frozenAt, address, network })
    .from(sessions)
    .where(isTheirSession(person))
    .orderBy(asc(startedAt));
}

/** When their password last changed, or their account was suspended; kept for a day. */
async function selectGates(db: Database, uids: readonly string[]) {
  const rows = await db
    .select({ at: signInGates.proofsOverAt })
    .from(signInGates)
    .where(inArray(signInGates.uid, [...uids]));
  return rows.filter(({ at }) => at !== null);
}

/**
 * The requests for a link to a new password with their identifier, until they are answered. Anybody may ask: the
 * address of the computer is often somebody else's.
 */
async function selectRequests(db: Database, identifiers: readonly string[]) {
  const { identifier, askedAt, timesAsked, locale, network } = passwordLinkRequests;
  return db
    .select({ identifier, askedAt, timesAsked, locale, network })
    .from(passwordLinkRequests)
    .where(inArray(identifier, [...identifiers]))
    .orderBy(asc(askedAt));
}

/**
 * Returns the mails about this person, whoever received them, with subject and times: their text is erased once sent. A
 * mail that refers to no student (sent before mails did, or to IT about staff) is found by its subject, or by an
 * address of this person. A recovery address counts only once confirmed and while it was theirs: anybody can give an
 * address, and somebody else's mails go there. `to`: null for a mail to anybody else, whose address is their own data.
 */
async function selectMails(db: Database, { studentId, register, identifiers, uids }: Person) {
  const { recipient, subject, createdAt, sentAt, abandonedAt } = outgoingMails;
  const isTheirs = and(eq(recoveryAddresses.studentId, studentId ?? sql`null`), eq(recoveryAddresses.email, recipient));
  const given = db.select({ one: sql`1` }).from(recoveryAddresses).where(isTheirs);
  const wasTheirs = db
    .select({ one: sql`1` })
    .from(recoveryAddresses)
    .where(
      and(
        isTheirs,
        isNotNull(recoveryAddresses.confirmedAt),
        gte(createdAt, recoveryAddresses.givenAt),
        or(isNull(recoveryAddresses.withdrawnAt), lte(createdAt, recoveryAddresses.withdrawnAt)),
      ),
    );
  const toRegister = register ? eq(recipient, register.mail) : undefined;
  const to = sql<string | null>`case when ${or(toRegister, exists(given))} then ${recipient} end`;
  return db
    .select({ to, subject, createdAt, sentAt, abandonedAt })
    .from(outgoingMails)
    .where(
      or(
        studentId ? eq(outgoingMails.studentId, studentId) : undefined,
        and(isNull(outgoingMails.studentId), or(toRegister, exists(wasTheirs))),
        isNamedInSubject([...identifiers, ...uids]),
      ),
    )
    .orderBy(asc(createdAt));
}

/** Every line of the journal about this person. */
async function selectLines(db: Database, identifiers: readonly string[]) {
  return db
    .select()
    .from(auditEntries)
    .where(inArray(auditEntries.subject, [...identifiers]))
    .orderBy(asc(auditEntries.id));
}
