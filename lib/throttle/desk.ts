import "server-only";
import type { Services } from "@/lib/services";
import { counterKey } from "./key";
import { addOne } from "./queries";
import { type Limit, resets, unknownCards } from "./rules";

/** `isFirst`: the limit was just reached, for the first time in its window; IT is to be told, once. */
export type DeskCount = { ok: true } | { ok: false; retryAt: Date; isFirst: boolean };

/** Counts a card number that nobody holds, typed by a member of staff. Throws `Unavailable`. */
export function countUnknownCard(services: Services, uid: string): Promise<DeskCount> {
  return count(services, "unknown-card", uid, unknownCards);
}

/** Counts a reset that a member of staff helped with. Throws `Unavailable`. */
export function countReset(services: Services, uid: string): Promise<DeskCount> {
  return count(services, "reset", uid, resets);
}

async function count(services: Services, kind: string, uid: string, { most, window }: Limit): Promise<DeskCount> {
  const key = counterKey(services, kind, uid);
  const [counted] = await addOne(services.db, [{ key, window }], services.clock.now());
  if (!counted || counted.points <= most) return { ok: true };
  return { ok: false, retryAt: counted.endsAt, isFirst: counted.points === most + 1 };
}
