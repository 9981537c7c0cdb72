import "server-only";
import type { Services } from "@/lib/services";
import { type CompleteReset, type CompleteResetOutcome, completeReset } from "../complete-reset";
import { type Device, readPhone } from "./read-phone";

/**
 * Completes a reset from the student's phone, as `completeReset` does. The same member of staff, card and student are
 * checked again, and both networks are recorded.
 */
export async function completeOnPhone(
  services: Services,
  { token, device, ...typed }: Device & Pick<CompleteReset, "caller" | "typed" | "locale">,
): Promise<CompleteResetOutcome> {
  const { standing, phone, staff } = await readPhone(services, { token, device });
  if (standing === "done") return { ok: false, reason: "over" };
  if (standing !== "password" || !staff) return { ok: false, reason: "not-found" };
  return completeReset(services, { ...typed, visitor: staff, id: phone.reset.id, phoneId: phone.id });
}
