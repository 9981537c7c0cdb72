import "server-only";
import { record } from "@/lib/audit/record";
import { awayReason, unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { countLink } from "@/lib/throttle/password-links";
import { deleteRequest, findAsker, type LinkRequest, postponeRequest, takeDueRequest } from "./queries";
import {
  type AccountRefusal,
  givenUpAfter,
  nextAttempt,
  type RegisterRefusal,
  whyNoLink,
  whyNotChangeable,
} from "./rules";
import { type Recipient, sendLink } from "./send-link";

/** Why nothing was mailed. Nobody on the page is told; the journal is. */
export type LinkRefusal = RegisterRefusal | AccountRefusal | "too-many-links";

/**
 * Turns the requests that wait into mails, or into a line of the journal that says why there is none, one transaction each, until none is
 * left. Any number of processes may do so at once. While the directory is away they wait. Throws when the database does not answer.
 */
export async function answerRequests(services: Services, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const outcome = await services.db.transaction((db) => answerNext({ ...services, db }));
    if (outcome !== "answered") return;
  }
}

async function answerNext(services: Services): Promise<"none" | "answered" | "directory-away"> {
  const { db, clock } = services;
  const request = await takeDueRequest(db, clock.now());
  if (!request) return "none";
  try {
    await answer(services, request);
  } catch (error) {
    const away = unavailability(error);
    if (away?.dependency !== "directory") throw error;
    const reason = awayReason(away);
    const isPatient = clock.now().getTime() - request.askedAt.getTime() < givenUpAfter;
    if (reason === "unavailable" && isPatient) {
      const attempts = request.attempts + 1;
      await postponeRequest(db, request.id, attempts, nextAttempt(attempts, clock.now()));
      return "directory-away";
    }
    await record(db, { ...lineOf(request, clock.now()), outcome: "failed", reason, subject: request.identifier });
  }
  await deleteRequest(db, request.id);
  return "answered";
}

async function answer(services: Services, request: LinkRequest): Promise<void> {
  const { db, clock } = services;
  const student = await findAsker(db, request.identifier);
  const reason = whyNoLink(student, clock.now()) ?? (await whyNotNow(services, student as Recipient, request));
  if (!reason) await sendLink(services, student as Recipient, request);
  await record(db, {
    ...lineOf(request, clock.now()),
    outcome: reason ? "refused" : "succeeded",
    reason,
    // Never an unknown one.
    subject: student?.identifier,
  });
}

async function whyNotNow(
  services: Services,
  { id, identifier }: Recipient,
  { address }: LinkRequest,
): Promise<LinkRefusal | null> {
  const refusal = whyNotChangeable(await services.directory.findByIdentifier(identifier));
  if (refusal) return refusal;
  return (await countLink(services, { studentId: id, address })) ? null : "too-many-links";
}

function lineOf(request: LinkRequest, at: Date) {
  return { at, kind: "forgotten-password.request", caller: request } as const;
}
