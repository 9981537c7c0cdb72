/**
 * The tables of the service, a file for each subject. What must never be false is said there, as unique indexes, checks and foreign keys, so that
 * two people at once cannot make it false either. Times are instants (`timestamptz`) given by the service's clock, never by `now()`; but
 * for the counters of tries, whose windows are reckoned with in milliseconds.
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
