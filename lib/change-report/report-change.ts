import "server-only";
import type { Database } from "@/db/client";
import { insertBlock } from "@/lib/account-block/queries";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { endLinksOf } from "@/lib/password-links/queries";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { endProofs, endSessionsOfPerson, enterGate } from "@/lib/session/queries";
import { lockStudent } from "@/lib/student-lock/queries";
import { findReportLink, markReported, type ReportLink, uidsOf, withdrawSuspects } from "./queries";
import { reportState } from "./rules";
import { staffMail, tellReport } from "./tell-report";

export interface ReportChange {
  token: string;
  caller: Caller;
  /** The language of the mail that informs the student. */
  locale: Locale;
}

/** `reported`: already, by this link or by the one in the other mailbox. `settled`, `over`: see `reportState`. */
export type ReportOutcome = { ok: true } | { ok: false; reason: "reported" | "settled" | "over" };

/**
 * Handles « Ce n’était pas moi » in one transaction: ends the account's sessions here, under any login, and its mailed
 * links, withdraws the address that the change went through, blocks changes by mail until a desk has seen the card, and
 * informs IT, the desk and the student. It only restricts, so it requires no password. The directory is not written,
 * and need not answer. Throws `Unavailable` when the database does not answer.
 */
export async function reportChange(services: Services, request: ReportChange): Promise<ReportOutcome> {
  const { db, clock } = services;
  const tokenHash = hashToken(request.token);
  const found = await findReportLink(db, tokenHash);
  const deskMail = found && (await staffMail(services, found));
  return db.transaction(async (tx) => {
    const at = clock.now();
    const uids = found ? await uidsOf(tx, found) : [];
    for (const uid of uids) await enterGate(tx, uid);
    if (found) await lockStudent(tx, found.student.id);
    // Read again under the locks, so that the second click of a double click and the other mailbox see the first
    // report, and a desk that finishes meanwhile is seen too.
    const link = found && (await findReportLink(tx, tokenHash));
    const state = reportState(link, at);
    const line = {
      at,
      kind: "account-block.report",
      subject: link?.student.identifier,
      caller: request.caller,
    } as const;
    if (!link || state !== "live") {
      const reason = state === "live" ? "over" : state;
      await record(tx, {
        ...line,
        outcome: "refused",
        reason: `report-${reason === "reported" ? "repeated" : reason}`,
      });
      return { ok: false, reason };
    }
    await shut(tx, link, uids, at);
    await record(tx, { ...line, outcome: "succeeded", details: { reported: link.change } });
    await tellReport({ ...services, db: tx }, link, { at, locale: request.locale, deskMail });
    return { ok: true };
  });
}

async function shut(tx: Database, link: ReportLink, uids: readonly string[], at: Date): Promise<void> {
  const { student, suspectAddressId } = link;
  await markReported(tx, link.id, at);
  await insertBlock(tx, { studentId: student.id, reportLinkId: link.id, blockedAt: at });
  for (const uid of uids) {
    await endProofs(tx, uid, at);
    await endSessionsOfPerson(tx, uid, at);
  }
  await endLinksOf(tx, student.id, at);
  await withdrawSuspects(tx, { studentId: student.id, suspectAddressId }, at);
}
