import "server-only";
import type { Caller } from "@/lib/network/caller";
import { type Counting, comparable, counterKey, origin } from "./key";
import { addOne, readPoints, takeBack } from "./queries";
import { internalAddress, linksFromOneAddress, linksToOneStudent, outsideAddress } from "./rules";

/** Counts somebody who says that they forgot a password, whoever they say they are: false once too many come from one address. */
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
  /** As asked, whether or not anybody has it. */
  identifier: string;
  address: string;
}

/** True once a student was looked for as often as they may be, counting nothing: the same statement for an identifier that nobody has. */
export async function areLinksUsedUp(services: Counting, asked: LinkAsked): Promise<boolean> {
  const counters = countersOf(services, asked);
  const keys = counters.map(({ key }) => key);
  const points = await readPoints(services.db, keys, services.clock.now());
  return counters.some(({ key, most }) => (points.get(key) ?? 0) >= most);
}

/**
 * Counts a link about to be mailed to a student, or one that the directory spoke against; false when there were enough, and then it counts
 * for nothing. Those who ask from one address are counted apart from the others, so that a stranger uses up their own share. Of all
 * together so many are mailed in half the life of a link: whoever is refused one has another in their mailbox that is still good.
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
