import "server-only";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { endReset } from "./end-reset";
import { codeOf, type PhoneCode } from "./phone/code";
import { findLastPhone } from "./phone/queries";
import { findLastOfPage, type Reset } from "./queries";
import { isLive, openMinutes } from "./rules";

/** What the desk's single page shows. It follows the server, so that the browser's buttons never show a stale state. */
export type DeskState =
  /** The desk waits for a card. `last`: how the last reset ended, a few minutes ago. */
  | { kind: "card"; last: LastReset | null }
  /** Staff compare the name with the card. `taken`: why the reset came back from a phone. */
  | { kind: "check"; reset: Reset; taken: "revoked" | "wrong-number" | null }
  /** The reset is on the student's phone, and this screen shows its progress. */
  | { kind: "phone"; reset: Reset; code: PhoneCode }
  /** The student has the screen. */
  | { kind: "panel"; reset: Reset }
  /** The panel has ended; nothing works until the staff password is given again. */
  | { kind: "frozen"; reset: Reset | null };

export interface LastReset {
  ending: "completed" | "cancelled" | "expired";
  endedAt: Date;
  student: Reset["student"];
  isOnPhone: boolean;
}

/** Returns what the desk shows. Ends and records a reset whose time is over. */
export async function deskState(
  services: Services,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
): Promise<DeskState> {
  const now = services.clock.now();
  const found = await findLastOfPage(services.db, visitor.sessionId);
  const reset = found && (await ended(services, found, { visitor, caller }, now));
  const isOpen = reset !== null && isLive(reset, now);
  const phone = isOpen ? await findLastPhone(services.db, reset.id) : null;
  if (isOpen && reset.state === "handed-over") {
    return phone && reset.phoneId
      ? { kind: "phone", reset, code: codeOf(services.env, phone) }
      : { kind: "panel", reset };
  }
  if (visitor.isFrozen) return { kind: "frozen", reset };
  if (isOpen) return { kind: "check", reset, taken: phone?.ending ?? null };
  return { kind: "card", last: reset && lately(reset, now) };
}

function lately({ state, endedAt, phoneId, student }: Reset, now: Date): LastReset | null {
  if (state === "opened" || state === "handed-over" || !endedAt) return null;
  if (now.getTime() - endedAt.getTime() > openMinutes * 60_000) return null;
  return { ending: state, endedAt, student, isOnPhone: phoneId !== null };
}

/** Returns the reset, ended first if its time is over. */
async function ended(
  services: Services,
  reset: Reset,
  who: { visitor: Visitor; caller: Caller },
  now: Date,
): Promise<Reset> {
  const isUnderWay = reset.state === "opened" || reset.state === "handed-over";
  if (!isUnderWay || isLive(reset, now)) return reset;
  await endReset(services, { ...who, reset, state: "expired" });
  return { ...reset, state: "expired", endedAt: now };
}
