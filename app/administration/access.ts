import type { Role } from "@/lib/session/visitor";

/** Who reads what the service keeps about everyone: IT, and the data protection officer. */
export const overseers = ["admin", "dpo"] as const satisfies readonly Role[];
