import "server-only";
import { checkNewPassword, type NewPassword } from "@/lib/password-policy/check";
import type { RefusedPassword } from "@/lib/password-policy/refused-password";
import { holdsProvisionalPassword } from "@/lib/secrets/provisional-password";
import type { Services } from "@/lib/services";
import type { Activation } from "./current-activation";
import { findCardNumbers, findSheetHash } from "./queries";

/**
 * Returns the violations of our own rules by a first password. A password that contains the provisional one is refused
 * too: others have printed, carried and read that sheet.
 */
export async function judgePassword(
  { db, institution }: Services,
  activation: Activation,
  typed: NewPassword,
): Promise<RefusedPassword[]> {
  const [cardNumbers, sheetHash] = await Promise.all([
    findCardNumbers(db, activation.studentId),
    findSheetHash(db, activation.credentialId),
  ]);
  const faults = checkNewPassword(typed, { ...activation, cardNumbers }, institution.passwordRules);
  const isTold = faults.some(({ code }) => code === "personal-data" || code === "too-long");
  if (isTold || !sheetHash || !(await holdsProvisionalPassword(typed.newPassword, sheetHash))) return faults;
  return [{ field: "newPassword", code: "personal-data", reason: "provisional-password" }, ...faults];
}
