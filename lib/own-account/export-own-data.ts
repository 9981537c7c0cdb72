import "server-only";
import { record } from "@/lib/audit/record";
import { acceptancesOf } from "@/lib/charter/accept";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { asOwnLine } from "./own-data/own-line";
import {
  selectAddresses,
  selectCards,
  selectClosing,
  selectEnrolments,
  selectLines,
  selectLinks,
  selectMails,
  selectRegister,
  selectReports,
  selectSessions,
  selectSheets,
} from "./own-data/queries";

/** Who takes their data away. */
interface Owner {
  visitor: Visitor;
  studentId: string;
  caller: Caller;
}

/**
 * All that the service holds of a student, as one JSON document (right of access, GDPR article 15): no secret, not even hashed, and of the
 * staff who appear in it nothing but their roles. Taking it is on record. Throws `Unavailable` when the directory or the database does not
 * answer: half of it would pass for the whole.
 */
export async function exportOwnData(services: Services, owner: Owner): Promise<string> {
  const { db, clock, directory, institution } = services;
  const { visitor, studentId, caller } = owner;
  const at = clock.now();
  const register = await selectRegister(db, studentId);
  const { identifier } = register;
  const person = await directory.findByIdentifier(identifier);
  const line = { at, kind: "own-account.export", actor: visitor, subject: identifier, caller } as const;
  await record(db, { ...line, outcome: "succeeded" });
  const [addresses, enrolments, cards, sheets, acceptances, sessions, links, reports, closing, mails, lines] =
    await Promise.all([
      selectAddresses(db, studentId),
      selectEnrolments(db, studentId),
      selectCards(db, studentId),
      selectSheets(db, studentId),
      acceptancesOf(db, studentId),
      selectSessions(db, visitor.uid),
      selectLinks(db, studentId),
      selectReports(db, studentId),
      selectClosing(db, studentId),
      selectMails(db, studentId, register.mail),
      selectLines(db, identifier),
    ]);
  const { name, help } = institution;
  const document = {
    about: { controller: name.fr, contact: help.dpo.mail, madeAt: at },
    register,
    enrolments,
    cards,
    sheets,
    recoveryAddresses: addresses,
    charterAcceptances: acceptances,
    directory: person,
    sessions,
    passwordLinks: links,
    reportedChanges: reports,
    accountClosing: closing,
    mails,
    journal: lines.map((each) => asOwnLine(each, visitor.uid)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
