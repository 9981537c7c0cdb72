const second = 1_000;
export const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** So many a window, which begins with the first one counted. */
export interface Limit {
  most: number;
  /** In milliseconds. */
  window: number;
}

/** A pair of identifier and address: the fifth failure makes it wait a minute, and each one after twice as long. */
export const pair = { failures: 5, firstWait: minute, longestWait: 15 * minute, memory: hour } as const;

/** An address of the outside, and an address of the internal network, behind which there are many people. */
export const outsideAddress: Limit = { most: 300, window: 10 * minute };
export const internalAddress: Limit = { most: 3_000, window: 10 * minute };

/** An identifier, whatever the address: past so many failures it is slowed, never refused. */
export const identifier: Limit = { most: 20, window: hour };
const slowing = { step: 100, longest: 2 * second } as const;

/** Milliseconds that an attempt waits before its secret is looked at, for `failures` counted on its identifier. */
export function delayAfter(failures: number): number {
  return Math.min(Math.max(failures - identifier.most, 0) * slowing.step, slowing.longest);
}

/** How long the place of a right password is remembered as the account's own, after the last one. */
export const knownPlaceMemory = 90 * day;

/**
 * How many failures of one account may come through us, where the directory locks it after `failures`: from outside, two fewer; from
 * the internal network, one fewer, so that nobody there makes the one that locks either.
 */
export function mostFailures(failures: number, { isInternal }: { isInternal: boolean }): number {
  return Math.max(failures - (isInternal ? 1 : 2), 1);
}

/** What one member of staff may do at a desk; past it the desk is closed to that person until the window ends, and IT is told. */
export const deskLimits = {
  unknownCards: { most: 20, window: hour },
  resets: { most: 30, window: hour },
} as const satisfies Record<string, Limit>;

export const recoveryMails: readonly Limit[] = [
  { most: 3, window: hour },
  { most: 10, window: day },
];

/** Links to choose a new password, for a student: from one address that asks, and from all of them. */
export const linksFromOneAddress: readonly Limit[] = [
  { most: 3, window: hour },
  { most: 10, window: day },
];
/** Half the life of a link: see `linkMinutes`. */
export const linksToOneStudent: Limit = { most: 3, window: 15 * minute };
