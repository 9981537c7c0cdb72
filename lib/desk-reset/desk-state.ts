import "server-only";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { endReset, isOver } from "./end-reset";
import { findLastOfPage, type Reset } from "./queries";

/** What the one page of the desk shows: it follows the server, so that no button of the browser can show something stale. */
export type DeskState =
  /** The card is asked for. `lastExpired`: the one before ran out of time. */
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
  const reset = await findLastOfPage(services.db, visitor.sessionId);
  const isLive = reset !== null && !isOver(reset, now);
  const hasExpired = reset !== null && !isLive && (reset.state === "opened" || reset.state === "handed-over");
  if (hasExpired) await endReset(services, { reset, state: "expired", visitor, caller });
  if (visitor.isFrozen) {
    if (reset && isLive && reset.state === "handed-over") return { kind: "panel", reset };
    return { kind: "frozen", reset: reset && hasExpired ? { ...reset, state: "expired" } : reset };
  }
  if (reset && isLive) return { kind: "check", reset };
  return { kind: "card", lastExpired: reset?.state === "expired" || hasExpired };
}
