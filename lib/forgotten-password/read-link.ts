import "server-only";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { findLink } from "./queries";
import { linkState } from "./rules";

/** The current state of a mailed link. */
export type PasswordLink =
  | { state: "live"; givenName: string; identifier: string; expiresAt: Date }
  | { state: "used"; identifier: string; usedAt: Date }
  | { state: "over" };

/** Reads a mailed link and changes nothing: mail filters open links too. */
export async function readLink({ db, clock }: Services, token: string): Promise<PasswordLink> {
  const link = token ? await findLink(db, hashToken(token)) : null;
  const state = linkState(link, clock.now());
  if (!link || state === "over") return { state: "over" };
  const { identifier, givenName } = link.student;
  if (link.usedAt) return { state: "used", identifier, usedAt: link.usedAt };
  return { state: "live", givenName, identifier, expiresAt: link.expiresAt };
}
