import "server-only";
import { record } from "@/lib/audit/record";
import { awayReason, unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { areLinksUsedUp, countLink } from "@/lib/throttle/password-links";
import { endRequest, findAsker, findDueRound, type LinkRequest, postponeRequest, takeRequest } from "./queries";
import {
  type AccountRefusal,
  givenUpAfter,
  nextAttempt,
  type RegisterRefusal,
  takenFor,
  whyNoLink,
  whyNotChangeable,
} from "./rules";
import { type Recipient, sendLink } from "./send-link";

/** Why nothing was mailed. Nobody on the page is told; the journal is. */
type LinkRefusal = RegisterRefusal | AccountRefusal | "too-many-links";

/** How a request ends: a link, or a line of the journal that says why there is none. */
interface Verdict {
  outcome: "succeeded" | "refused" | "failed";
  reason: string | null;
  /** Never an unknown one. */
  subject: string | undefined;
}

/**
 * Turns the requests that wait into mails, or into a line of the journal that says why there is none, until none is left: in rounds, of one
 * request for each place that asks (decision 34). Any number of processes may do so at once. While the directory is away they wait. Throws
 * when the database does not answer.
 */
export async function answerRequests(services: Services, signal?: AbortSignal): Promise<void> {
  const { db, clock } = services;
  for (;;) {
    const round = await findDueRound(db, clock.now());
    if (round.length === 0) return;
    for (const id of round) {
      if (signal?.aborted || (await answerOne(services, id)) === "directory-away") return;
    }
  }
}

async function answerOne(services: Services, id: string): Promise<"done" | "directory-away"> {
  const { db, clock } = services;
  const now = clock.now();
  const request = await takeRequest(db, id, { now, until: new Date(now.getTime() + takenFor) });
  if (!request) return "done";
  try {
    await answer(services, request);
  } catch (error) {
    const away = unavailability(error);
    if (away?.dependency !== "directory") throw error;
    const reason = awayReason(away);
    const isPatient = clock.now().getTime() - request.askedAt.getTime() < givenUpAfter;
    if (reason === "unavailable" && isPatient) {
      const attempts = request.attempts + 1;
      await postponeRequest(db, request, { attempts, nextAttemptAt: nextAttempt(attempts, clock.now()) });
      return "directory-away";
    }
    await end(services, request, async () => ({ outcome: "failed", reason, subject: request.identifier }));
  }
  return "done";
}

/** What costs time is asked of the directory, and only for a student who was not looked for too often: past that, of nobody. */
async function answer(services: Services, request: LinkRequest): Promise<void> {
  const { db, clock, directory } = services;
  const { identifier, address } = request;
  const student = await findAsker(db, identifier);
  const areUsedUp = await areLinksUsedUp(services, { identifier, address });
  const known = whyNoLink(student, clock.now()) ?? (areUsedUp ? "too-many-links" : null);
  const ofDirectory = known ? null : whyNotChangeable(await directory.findByIdentifier(identifier));
  await end(services, request, async (services) => {
    const reason: LinkRefusal | null = known ?? (await countedReason(services, request, ofDirectory));
    if (!reason) await sendLink(services, student as Recipient, request);
    return { outcome: reason ? "refused" : "succeeded", reason, subject: student?.identifier };
  });
}

/** Counted whatever the directory said: what it refuses took the same time, and would tell by it that there is an account. */
async function countedReason(
  services: Services,
  { identifier, address }: LinkRequest,
  ofDirectory: AccountRefusal | null,
): Promise<LinkRefusal | null> {
  const isCounted = await countLink(services, { identifier, address });
  return ofDirectory ?? (isCounted ? null : "too-many-links");
}

/** The verdict, its line, and the end of the request, in one transaction. The request comes last: whoever asks again waits for that alone. */
async function end(
  services: Services,
  request: LinkRequest,
  judge: (services: Services) => Promise<Verdict>,
): Promise<void> {
  await services.db.transaction(async (db) => {
    const verdict = await judge({ ...services, db });
    const timesAsked = await endRequest(db, request);
    if (!timesAsked) throw new Error("a request was answered for so long that another process has it");
    const line = { at: services.clock.now(), kind: "forgotten-password.request", caller: request } as const;
    await record(db, { ...line, ...verdict, ...(timesAsked > 1 && { details: { timesAsked } }) });
  });
}
