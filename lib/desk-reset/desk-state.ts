import "server-only";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { endReset } from "./end-reset";
import { findLastOfPage, type Reset } from "./queries";
import { isLive, openMinutes } from "./rules";

/** What the one page of the desk shows: it follows the server, so that no button of the browser can show something stale. */
export type DeskState =
  /** The card is asked for. `lastExpired`: the one before has just run out of time. */
  | { kind: "card"; lastExpired: boolean }
  /** Staff compare the name with the card. */
  | { kind: "check"; reset: Reset }
  /** The screen is the student's. */
  | { kind: "panel"; reset: Reset }
  /** The panel is over; nothing works until the staff password is given again. */
  | { kind: "frozen"; reset: Reset | null };

/** Where the desk stands. A panel whose time is over is ended here, and written down. */
export async function deskState(
  services: Services,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
): Promise<DeskState> {
  const now = services.clock.now();
  const found = await findLastOfPage(services.db, visitor.sessionId);
  const reset = found && (await ended(services, found, { visitor, caller }, now));
  if (reset && isLive(reset, now) && reset.state === "handed-over") return { kind: "panel", reset };
  if (visitor.isFrozen) return { kind: "frozen", reset };
  if (reset && isLive(reset, now)) return { kind: "check", reset };
  const lately = new Date(now.getTime() - openMinutes * 60_000);
  return { kind: "card", lastExpired: reset?.state === "expired" && (reset.endedAt ?? now) >= lately };
}

/** The same reset, once what is over is ended. */
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
