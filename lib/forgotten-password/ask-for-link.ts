import "server-only";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { origin } from "@/lib/throttle/key";
import { countLinkRequest } from "@/lib/throttle/password-links";
import { noteRequest } from "./queries";

export interface AskForLink {
  /** As `askForLinkInput` leaves it. */
  identifier: string;
  caller: Caller;
  /** Of the mail. */
  locale: Locale;
}

/**
 * Notes that somebody asks for a link. Who that is, and whether a mail leaves, is found out beside the request (`answerRequests`): what is
 * done here is the same for every identifier, in the same time, and so is the answer, which is none. Throws `Unavailable` when the
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
