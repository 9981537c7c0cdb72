import "server-only";
import { record } from "@/lib/audit/record";
import type { AuditReason } from "@/lib/audit/words";
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

/** Why nothing was mailed. Only the journal says so, never the page. */
type LinkRefusal = RegisterRefusal | AccountRefusal | "too-many-links";

/** How a request ends: with a link, or with a journal line that says why there is none. */
interface Verdict {
  outcome: "succeeded" | "refused" | "failed";
  reason: AuditReason | null;
  /** The identifier, only when it is known. */
  subject: string | undefined;
}

/**
 * Answers the waiting requests, each with a mail or with a journal line that says why there is none, until none is
 * left. Works in rounds of one request per origin (decision 34). Any number of processes may run it at once. Returns
 * whether the directory was asked about anybody. Throws `Unavailable` when the database or the directory does not answer:
 * requests wait meanwhile.
 */
export async function answerRequests(services: Services, signal?: AbortSignal): Promise<boolean> {
  const { db, clock } = services;
  for (let hasAsked = false; ; ) {
    const round = await findDueRound(db, clock.now());
    if (round.length === 0) return hasAsked;
    for (const id of round) {
      if (signal?.aborted) return hasAsked;
      if (await answerOne(services, id)) hasAsked = true;
    }
  }
}

/** Returns whether the directory was asked. */
async function answerOne(services: Services, id: string): Promise<boolean> {
  const { db, clock } = services;
  const now = clock.now();
  const request = await takeRequest(db, id, { now, until: new Date(now.getTime() + takenFor) });
  if (!request) return false;
  try {
    return await answer(services, request);
  } catch (error) {
    const away = unavailability(error);
    if (away?.dependency !== "directory") throw error;
    const reason = awayReason(away);
    const isPatient = clock.now().getTime() - request.askedAt.getTime() < givenUpAfter;
    if (reason === "unavailable" && isPatient) {
      const attempts = request.attempts + 1;
      await postponeRequest(db, request, { attempts, nextAttemptAt: nextAttempt(attempts, clock.now()) });
    } else {
      await end(services, request, async () => ({ outcome: "failed", reason, subject: request.identifier }));
    }
    // The log says why, also of a request that is given up.
    if (reason === "unavailable") throw error;
    return true;
  }
}

/**
 * Judges one request. The directory, which takes time, is asked only about a student who has not been looked up too
 * often; past that limit, nothing is asked. Returns whether it was asked.
 */
async function answer(services: Services, request: LinkRequest): Promise<boolean> {
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
  return known === null;
}

/**
 * Counts the link even when the directory's answer forbids it. Otherwise such an account would be looked up each time,
 * and the time taken would reveal that it exists.
 */
async function countedReason(
  services: Services,
  { identifier, address }: LinkRequest,
  ofDirectory: AccountRefusal | null,
): Promise<LinkRefusal | null> {
  const isCounted = await countLink(services, { identifier, address });
  return ofDirectory ?? (isCounted ? null : "too-many-links");
}

/** Judges, records and ends a request in one transaction. Its row comes last, so that a new request waits little. */
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
