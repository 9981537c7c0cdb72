/** The service's only source of time, so that tests can fix it and the demo can move one day on. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
