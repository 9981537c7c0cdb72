import "server-only";
import type { Caller } from "@/lib/network/caller";
import { type Counting, comparable, counterKey, origin } from "./key";
import { addOne, readPoints, takeBack } from "./queries";
import { internalAddress, linksFromOneAddress, linksToOneStudent, outsideAddress } from "./rules";

/** Counts a request for a link, whatever identifier it gives. Returns false once too many come from one address. */
export async function countLinkRequest(
  services: Counting,
  { address, isInternal }: Pick<Caller, "address" | "isInternal">,
): Promise<boolean> {
  const { most, window } = isInternal ? internalAddress : outsideAddress;
  const key = counterKey(services, "link-request", origin(address));
  const [counted] = await addOne(services.db, [{ key, window }], services.clock.now());
  return (counted?.points ?? 0) <= most;
}

interface LinkAsked {
  /** As typed, whether or not anybody has it. */
  identifier: string;
  address: string;
}

/**
 * True once this student has been looked up as often as allowed. Counts nothing, and runs the same statement for an
 * identifier that nobody has.
 */
export async function areLinksUsedUp(services: Counting, asked: LinkAsked): Promise<boolean> {
  const counters = countersOf(services, asked);
  const keys = counters.map(({ key }) => key);
  const points = await readPoints(services.db, keys, services.clock.now());
  return counters.some(({ key, most }) => (points.get(key) ?? 0) >= most);
}

/**
 * Counts a link about to be mailed to a student, or one that the directory spoke against. Returns false, and counts
 * nothing, past the limit. Each address that asks has its own counter, so that a stranger uses up their own share. All
 * together are limited per half of a link's life: a student who is refused a link has another in their mailbox that is
 * still valid.
 */
export async function countLink(services: Counting, asked: LinkAsked): Promise<boolean> {
  const counters = countersOf(services, asked);
  const counts = await addOne(services.db, counters, services.clock.now());
  if (counts.every(({ points }, index) => points <= (counters[index]?.most ?? 0))) return true;
  await takeBack(
    services.db,
    counters.map(({ key }) => key),
  );
  return false;
}

function countersOf(services: Counting, { identifier, address }: LinkAsked) {
  const who = comparable(identifier);
  return [
    ...linksFromOneAddress.map(({ most, window }) => ({
      most,
      window,
      key: counterKey(services, "link-pair", String(window), who, origin(address)),
    })),
    { ...linksToOneStudent, key: counterKey(services, "link-student", who) },
  ];
}
