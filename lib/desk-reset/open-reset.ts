import "server-only";
import { type AuditLine, record } from "@/lib/audit/record";
import { recordFaultOfEntry } from "@/lib/audit/record-fault-of-entry";
import { dayOf } from "@/lib/calendar";
import type { Locked } from "@/lib/directory/directory";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { lockSession } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { countCard } from "@/lib/throttle/desk";
import { type Card, cancelOpenedOfPage, findCard, insertReset, isUnheld, type NewReset } from "./queries";
import { reportUnusualVolume } from "./report-unusual-volume";
import { openMinutes, type ResetRefusal, whyNotResettable } from "./rules";

export interface OpenReset {
  visitor: Visitor;
  caller: Caller;
  channel: "page" | "api";
  /** As `openResetInput` returns it. */
  cardNumber: string;
}

export type OpenResetOutcome =
  | {
      ok: true;
      id: string;
      expiresAt: Date;
      student: Card["student"];
      /** Failed sign-ins have locked the account; the new password unlocks it. */
      locked: Locked | null;
    }
  /** Names the holder, so that staff can say whom to see; null for an unknown card. */
  | { ok: false; reason: ResetRefusal; student: Card["student"] | null }
  | { ok: false; reason: "too-many"; retryAt: Date };

/**
 * Opens a reset for the holder of the card that staff have before them, after checking the register and the directory.
 * A refusal gives staff the true reason. Throws `Unavailable` when the directory or the database does not answer.
 */
export async function openReset(
  services: Services,
  { visitor, caller, channel, cardNumber }: OpenReset,
): Promise<OpenResetOutcome> {
  const { db, clock, institution } = services;
  const line = { kind: "desk-reset.open", actor: visitor, caller } as const;
  // Run together, to wait only once. Past the limit, known and unknown cards get the same answer.
  const [allowance, card] = await Promise.all([
    countCard(services, visitor.uid, isUnheld(cardNumber)),
    findCard(db, cardNumber),
  ]);
  if (!allowance.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: "too-many" });
    if (allowance.isFirst) await reportUnusualVolume(services, visitor, caller, allowance.event);
    return { ok: false, reason: "too-many", retryAt: allowance.retryAt };
  }
  const person = card && (await findHolder(services, line, card));
  const now = clock.now();
  const today = dayOf(now, institution.timeZone);
  const reason = whyNotResettable({ card, today, staffUid: visitor.uid, person });
  if (!card || reason) {
    const refused = { at: now, outcome: "refused", reason, subject: card?.student.identifier } as const;
    await record(db, { ...line, ...refused, ...(card && { details: { card: card.number } }) });
    return { ok: false, reason: reason ?? "unknown-card", student: card?.student ?? null };
  }
  const expiresAt = new Date(now.getTime() + openMinutes * 60_000);
  const reset = {
    sessionId: visitor.sessionId,
    staffUid: visitor.uid,
    studentId: card.student.id,
    cardNumber: card.number,
    channel,
    openedAt: now,
    expiresAt,
    address: caller.address,
    network: caller.network,
  };
  const details = { card: card.number, channel };
  const opening = { ...line, at: now, outcome: "succeeded", subject: card.student.identifier, details } as const;
  const id = channel === "page" ? await putInPlace(services, reset, opening) : await insertReset(db, reset, opening);
  return { ok: true, id, expiresAt, student: card.student, locked: person?.locked ?? null };
}

/** Opens a reset from the page. The desk has one card at a time, so this cancels and records the previous one. */
function putInPlace({ db }: Services, reset: NewReset, opening: AuditLine): Promise<string> {
  const { actor, caller } = opening;
  return db.transaction(async (tx) => {
    // Comes first, as in a hand-over: when a card is read in one window while another window hands over the screen, one
    // waits for the other.
    await lockSession(tx, reset.sessionId);
    for (const { cardNumber, identifier } of await cancelOpenedOfPage(tx, reset.sessionId, reset.openedAt)) {
      const line = { kind: "desk-reset.end", outcome: "succeeded", reason: "cancelled", actor, caller } as const;
      await record(tx, { ...line, at: reset.openedAt, subject: identifier, details: { card: cardNumber } });
    }
    return insertReset(tx, reset, opening);
  });
}

function findHolder(
  { db, directory, clock }: Services,
  line: Pick<AuditLine, "kind" | "actor" | "caller">,
  { number, student: { identifier } }: Card,
) {
  const about = { ...line, at: clock.now(), subject: identifier, details: { card: number } };
  return recordFaultOfEntry(db, about, () => directory.findByIdentifier(identifier));
}
