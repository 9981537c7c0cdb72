import "server-only";
import { queueMail } from "@/lib/mail/queue";
import { passwordLink } from "@/lib/mail/templates/password-link";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { insertLink, type LinkRequest } from "./queries";
import { linkMinutes } from "./rules";

/** A student to whom a link may be mailed. */
export interface Recipient {
  id: string;
  identifier: string;
  givenName: string;
  address: { id: string; email: string };
}

/** Puts a new link in the outbox, within the caller's transaction. Earlier links stay valid. */
export async function sendLink(
  services: Services,
  { id: studentId, identifier, givenName, address }: Recipient,
  { locale, askedAt }: Pick<LinkRequest, "locale" | "askedAt">,
): Promise<void> {
  const { db, clock, env } = services;
  const sentAt = clock.now();
  const expiresAt = new Date(sentAt.getTime() + linkMinutes * 60_000);
  const token = newToken();
  await insertLink(db, { studentId, addressId: address.id, tokenHash: hashToken(token), sentAt, expiresAt });
  const link = `${env.publicUrl}/mot-de-passe-oublie/lien?jeton=${token}`;
  const facts = { givenName, identifier, askedAt, link, expiresAt };
  const mail = passwordLink(services, locale, facts);
  await queueMail(db, { ...mail, studentId, recipient: address.email }, sentAt);
}
