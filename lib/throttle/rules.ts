const second = 1_000;
export const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** At most so many in a window, which starts with the first one counted. */
export interface Limit {
  most: number;
  /** In milliseconds. */
  window: number;
}

/** A pair of identifier and address: the fifth failure makes it wait a minute, and each later one twice as long. */
export const pair = { failures: 5, firstWait: minute, longestWait: 15 * minute, memory: hour } as const;

/** An outside address, and an internal one, which many people share. */
export const outsideAddress: Limit = { most: 300, window: 10 * minute };
export const internalAddress: Limit = { most: 3_000, window: 10 * minute };

/** An identifier, from any address: past this many failures it is slowed, never refused. */
export const identifier: Limit = { most: 20, window: hour };
const slowing = { step: 100, longest: 2 * second } as const;

/** Returns the milliseconds that an attempt waits before its secret is checked, after `failures` on its identifier. */
export function delayAfter(failures: number): number {
  return Math.min(Math.max(failures - identifier.most, 0) * slowing.step, slowing.longest);
}

/** How long a place is remembered as the account's own after the last right password from it. */
export const knownPlaceMemory = 90 * day;

/**
 * Returns how many failures of one account may come through us when the directory locks it after `failures`: two fewer
 * from outside; one fewer from the internal network, so that nobody there causes the lock either.
 */
export function mostFailures(failures: number, { isInternal }: { isInternal: boolean }): number {
  return Math.max(failures - (isInternal ? 1 : 2), 1);
}

/** What one member of staff may do at a desk. Past it, the desk refuses them until the window ends. IT is informed. */
export const deskLimits = {
  unknownCards: { most: 20, window: hour },
  resets: { most: 30, window: hour },
} as const satisfies Record<string, Limit>;

export const recoveryMails: readonly Limit[] = [
  { most: 3, window: hour },
  { most: 10, window: day },
];

/** Links to choose a new password that one student may be sent: for each address that asks, then for all of them. */
export const linksFromOneAddress: readonly Limit[] = [
  { most: 3, window: hour },
  { most: 10, window: day },
];
/** Half the life of a link: see `linkMinutes`. */
export const linksToOneStudent: Limit = { most: 3, window: 15 * minute };
