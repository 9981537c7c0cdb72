import "server-only";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { origin } from "@/lib/throttle/key";
import { countLinkRequest } from "@/lib/throttle/password-links";
import { noteRequest } from "./queries";

export interface AskForLink {
  /** As `askForLinkInput` returns it. */
  identifier: string;
  caller: Caller;
  /** The language of the mail. */
  locale: Locale;
}

/**
 * Records that somebody asks for a link. `answerRequests` finds out later who that is and whether a mail leaves, so
 * this does the same for every identifier, takes the same time and returns nothing. Throws `Unavailable` when the
 * database does not answer.
 */
export async function askForLink(services: Services, { identifier, caller, locale }: AskForLink): Promise<void> {
  const { db, clock } = services;
  const askedAt = clock.now();
  if (await countLinkRequest(services, caller)) {
    const { address, network, requestId } = caller;
    const from = { address, origin: origin(address), network, requestId };
    await noteRequest(db, { identifier, locale, askedAt, nextAttemptAt: askedAt, ...from });
    return;
  }
  const kind = "forgotten-password.request";
  await record(db, { at: askedAt, kind, outcome: "refused", reason: "too-many-from-address", caller });
}
