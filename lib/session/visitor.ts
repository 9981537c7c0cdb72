export const roles = [
  "staff",
  "student-life",
  "kiosk",
  "registrar",
  "human-resources",
  "admin",
  "dpo",
  "student",
] as const;
export type Role = (typeof roles)[number];

export function isRole(name: string): name is Role {
  return (roles as readonly string[]).includes(name);
}

/** A signed-in person, as read from the `sessions` row. */
export interface Visitor {
  sessionId: string;
  /** The directory's `uid`. */
  uid: string;
  /** The staff login, or the student identifier. */
  login: string;
  displayName: string;
  roles: readonly Role[];
  /** Their row, for anyone in the register, student or staff; otherwise null. */
  registerId: string | null;
  /** A student's panel froze this session: nothing else works until the staff password is given again. */
  isFrozen: boolean;
}

/** True when the person has at least one of these roles. */
export function hasRole({ roles }: { roles: readonly Role[] }, wanted: readonly Role[]): boolean {
  return wanted.some((role) => roles.includes(role));
}
