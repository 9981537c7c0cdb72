/** The service's only source of time, so that tests can fix it and the demo can move forward a day. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
