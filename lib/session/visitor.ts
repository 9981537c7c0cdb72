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

/** A signed-in person, as the `sessions` row says at this instant. */
export interface Visitor {
  sessionId: string;
  /** The directory's `uid`. */
  uid: string;
  /** The staff login, or the student identifier. */
  login: string;
  displayName: string;
  roles: readonly Role[];
  /** Set for whoever the register holds, student or staff: their row. */
  studentId: string | null;
  /** A student's panel was opened from this session: nothing else works until the staff password is given again. */
  isFrozen: boolean;
}

/** True of whoever has one of these roles, or more. */
export function hasRole({ roles }: { roles: readonly Role[] }, wanted: readonly Role[]): boolean {
  return wanted.some((role) => roles.includes(role));
}
