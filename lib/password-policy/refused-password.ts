import type { SetPasswordOutcome } from "@/lib/directory/directory";
import type { PasswordFault } from "./check";

/** Why the directory's own policy refused a password. */
export type DirectoryReason = Extract<SetPasswordOutcome, { ok: false }>["reason"];

/** What is wrong with a new password, by our rules or the directory's, which give one reason at a time. */
export type RefusedPassword =
  | PasswordFault
  /** The password is, or contains, the provisional password of the sheet. */
  | { field: "newPassword"; code: "personal-data"; reason: "provisional-password" }
  | { field: "newPassword"; code: "refused-by-directory"; reason: DirectoryReason };

/** Returns the directory's refusal in the form that callers and pages expect. */
export function refusedByDirectory(reason: DirectoryReason): RefusedPassword[] {
  return [{ field: "newPassword", code: "refused-by-directory", reason }];
}
