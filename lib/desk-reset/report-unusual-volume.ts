import "server-only";
import { record } from "@/lib/audit/record";
import { queueMail } from "@/lib/mail/queue";
import { deskUnusualVolume } from "@/lib/mail/templates/desk-unusual-volume";
import type { Sender } from "@/lib/mail/templates/letter";
import type { Caller } from "@/lib/network/caller";
import type { Visitor } from "@/lib/session/visitor";
import type { DeskEvent } from "@/lib/throttle/desk";
import type { Counting } from "@/lib/throttle/key";
import { deskLimits } from "@/lib/throttle/rules";

type Telling = Pick<Counting, "db" | "clock"> & Sender;

/** Informs IT, by a journal line and a mail or neither, that a member of staff passed a limit of the desk. */
export async function reportUnusualVolume(
  services: Telling,
  staff: Visitor,
  caller: Caller,
  event: DeskEvent,
): Promise<void> {
  const { db, clock, institution } = services;
  const at = clock.now();
  const count = deskLimits[event].most;
  const facts = { staffName: staff.displayName, staffUid: staff.uid, event, count, at };
  const mail = deskUnusualVolume(services, "fr", facts);
  await db.transaction(async (tx) => {
    await record(tx, {
      at,
      kind: "desk-reset.unusual-volume",
      outcome: "refused",
      reason: event === "resets" ? "too-many-resets" : "too-many-unknown-cards",
      actor: staff,
      caller,
      details: { count },
    });
    await queueMail(tx, { ...mail, studentId: staff.registerId, recipient: institution.help.it.mail }, at);
  });
}
