import { hasRole, type Role, type Visitor } from "./visitor";

export type AccessRefusal = "outside" | "not-signed-in" | "frozen" | "role";

export interface AccessQuestion {
  /** Any one of these is enough. */
  roles: readonly Role[];
  visitor: Visitor | null;
  isInternal: boolean;
  /** Only the student's panel, and the way out of it, work in a frozen session. */
  evenFrozen?: boolean;
}

/** Why this person may not pass, or null. Every role but the student's is worn inside the internal network only. */
export function whyNotAllowed({ roles, visitor, isInternal, evenFrozen }: AccessQuestion): AccessRefusal | null {
  const isOpenOutside = roles.includes("student") && (!visitor || visitor.roles.includes("student"));
  if (!isInternal && !isOpenOutside) return "outside";
  if (!visitor) return "not-signed-in";
  if (visitor.isFrozen && !evenFrozen) return "frozen";
  return hasRole(visitor, roles) ? null : "role";
}
