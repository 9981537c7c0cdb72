import type { Role } from "@/lib/session/visitor";

/** Roles that read what the service keeps about everyone: IT, and the data protection officer. */
export const overseers = ["admin", "dpo"] as const satisfies readonly Role[];

/** The role that may export all that is kept about one person, to give it to them: the data protection officer only. */
export const dataOfficers = ["dpo"] as const satisfies readonly Role[];

/** The role that writes and publishes the charter: IT. The data protection officer reads it, and its history. */
export const charterWriters = ["admin"] as const satisfies readonly Role[];

/**
 * The role that suspends, in the directory, an account whose holder reported a change: IT. The data protection officer
 * only reads the reports.
 */
export const suspenders = ["admin"] as const satisfies readonly Role[];

/** The role that ends the sessions of others: IT. */
export const sessionEnders = ["admin"] as const satisfies readonly Role[];
