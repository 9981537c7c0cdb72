import type { Role } from "@/lib/session/visitor";

/** Who sees the register, imports it and prints its sheets. */
export const registrars = ["registrar"] as const satisfies readonly Role[];
