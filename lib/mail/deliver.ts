import "server-only";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { markAbandoned, markFailed, markSent, type QueuedMail, takeDueMail } from "./queries";
import { givenUpAfter, nextAttempt, type SendFailure, whyNotSent } from "./rules";
import { mailTransport, type Transport } from "./transport";

type MailServices = Pick<Services, "db" | "clock" | "env">;

interface Delivered {
  sent: number;
  /** The error code when no mail gets through; null when the mail server works, or was not used. */
  serverAway: string | null;
}

/**
 * Sends the mails that are due, one transaction each, until none is left, the mail server is unavailable or `signal` is
 * aborted. Any number of workers may do so at once. Throws when the database does not answer.
 */
export async function deliverDueMails(services: MailServices, signal?: AbortSignal): Promise<Delivered> {
  const transport = mailTransport(services.env);
  let sent = 0;
  while (!signal?.aborted) {
    const outcome = await services.db.transaction((db) => deliverNext(db, services, transport));
    if (outcome === "none") break;
    if (outcome === "sent") sent++;
    else if (outcome.isServerAway) return { sent, serverAway: outcome.code };
  }
  return { sent, serverAway: null };
}

async function deliverNext(
  db: Database,
  { clock, env }: MailServices,
  transport: Transport,
): Promise<"none" | "sent" | SendFailure> {
  const mail = await takeDueMail(db, clock.now());
  if (!mail) return "none";
  const failure = await trySending(mail, transport, clock.now(), env.publicUrl);
  if (!failure) {
    await markSent(db, mail.id, clock.now());
    return "sent";
  }
  await settleFailure(db, mail, failure, clock.now());
  return failure;
}

async function trySending(
  mail: QueuedMail,
  transport: Transport,
  date: Date,
  publicUrl: string,
): Promise<SendFailure | null> {
  const { id, recipient, locale, subject } = mail;
  const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
  try {
    await transport.send({ recipient, locale, subject, text: mail.text ?? "", html: mail.html ?? "", date, messageId });
    return null;
  } catch (error) {
    return whyNotSent(error);
  }
}

/**
 * Schedules another attempt, or gives up on a mail that is too old or whose address does not exist. The journal records
 * the kind of mail, not its recipient.
 */
async function settleFailure(db: Database, mail: QueuedMail, failure: SendFailure, now: Date): Promise<void> {
  const isTooOld = now.getTime() - mail.createdAt.getTime() >= givenUpAfter;
  if (!isTooOld && !failure.isAddressRefused) {
    const attempts = mail.attempts + 1;
    await markFailed(db, mail.id, failure.code, nextAttempt(attempts, now, Math.random()));
    return;
  }
  await markAbandoned(db, mail.id, failure.code, now);
  await record(db, {
    at: now,
    kind: "mail.abandoned",
    outcome: "failed",
    reason: failure.isAddressRefused ? "address-refused" : "too-old",
    details: { mail: mail.kind, attempts: mail.attempts + 1, error: failure.code },
  });
}
