import type { SetPasswordOutcome } from "@/lib/directory/directory";
import type { PasswordFault } from "./check";

/** Why the directory's own policy refused a password. */
export type DirectoryReason = Extract<SetPasswordOutcome, { ok: false }>["reason"];

/** What is wrong with a new password, by our rules or by the directory's own: the directory says one thing at a time. */
export type RefusedPassword =
  | PasswordFault
  /** It is the provisional password of the sheet, or holds it. */
  | { field: "newPassword"; code: "personal-data"; reason: "provisional-password" }
  | { field: "newPassword"; code: "refused-by-directory"; reason: DirectoryReason };

/** What the directory's own policy said, as callers and pages are told. */
export function refusedByDirectory(reason: DirectoryReason): RefusedPassword[] {
  return [{ field: "newPassword", code: "refused-by-directory", reason }];
}
