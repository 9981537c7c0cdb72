/**
 * The tables of the service, one file per subject. Unique indexes, checks and foreign keys state what must never be
 * false, so that not even two simultaneous requests can break it. Times are instants (`timestamptz`) from the service's
 * clock, never from `now()`, except for the counters of tries, whose windows are in milliseconds.
 */
export * from "./schema/account-closings";
export * from "./schema/activations";
export * from "./schema/change-reports";
export * from "./schema/charters";
export * from "./schema/desk-resets";
export * from "./schema/imports";
export * from "./schema/journal";
export * from "./schema/mails";
export * from "./schema/password-links";
export * from "./schema/recovery-addresses";
export * from "./schema/register";
export * from "./schema/sessions";
export * from "./schema/sheets";
export * from "./schema/throttle";
