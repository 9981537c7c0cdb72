import type { Role } from "@/lib/session/visitor";

/** Who reads what the service keeps about everyone: IT, and the data protection officer. */
export const overseers = ["admin", "dpo"] as const satisfies readonly Role[];

/** Who takes away all that is kept of one person, to hand it to them: the data protection officer, and IT no more than it needs to. */
export const dataOfficers = ["dpo"] as const satisfies readonly Role[];

/** Who writes and publishes the charter: IT. The data protection officer reads it, and what it became. */
export const charterWriters = ["admin"] as const satisfies readonly Role[];

/** Who has the directory shut an account whose holder reported a change: IT. The data protection officer reads of it. */
export const suspenders = ["admin"] as const satisfies readonly Role[];
