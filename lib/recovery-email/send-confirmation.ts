import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import { queueMail } from "@/lib/mail/queue";
import { recoveryConfirmation } from "@/lib/mail/templates/recovery-confirmation";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { codeOf, hashCode } from "./code";
import { replaceConfirmation } from "./queries";
import { confirmationExpiry } from "./rules";

/** Queues a message with a new code and link, in the caller's transaction. The previous one becomes invalid. */
export async function sendConfirmation(
  services: Services,
  tx: Database,
  address: { id: string; studentId: string; email: string },
  locale: Locale,
): Promise<void> {
  const { clock, institution, env } = services;
  const now = clock.now();
  const token = newToken();
  const code = codeOf(token, env.secret);
  const expiresAt = confirmationExpiry(now, institution.timeZone);
  await replaceConfirmation(tx, {
    addressId: address.id,
    codeHash: hashCode(code, address.id, env.secret),
    tokenHash: hashToken(token),
    sentAt: now,
    expiresAt,
  });
  const link = `${env.publicUrl}/mail-de-secours/confirmer?jeton=${token}`;
  const mail = recoveryConfirmation(services, locale, { code, link, expiresAt });
  await queueMail(tx, { ...mail, studentId: address.studentId, recipient: address.email }, now);
}
