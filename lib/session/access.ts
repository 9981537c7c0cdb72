import { hasRole, type Role, type Visitor } from "./visitor";

export type AccessRefusal = "outside" | "not-signed-in" | "frozen" | "role";

export interface AccessQuestion {
  /** Any one of these is enough. */
  roles: readonly Role[];
  visitor: Visitor | null;
  isInternal: boolean;
  /** Whether frozen sessions pass too: only for the student's panel, and the way out of it. */
  evenFrozen?: boolean;
}

/** Returns why this person is refused, or null. Every role except the student's needs the internal network. */
export function whyNotAllowed({ roles, visitor, isInternal, evenFrozen }: AccessQuestion): AccessRefusal | null {
  const isOpenOutside = roles.includes("student") && (!visitor || visitor.roles.includes("student"));
  if (!isInternal && !isOpenOutside) return "outside";
  if (!visitor) return "not-signed-in";
  if (visitor.isFrozen && !evenFrozen) return "frozen";
  return hasRole(visitor, roles) ? null : "role";
}
