import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { recordingFailure } from "@/lib/directory-change/recording-failure";
import { faultOfEntry } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { type Delay, deleteDelay, postponeDelays, selectDueBy, takeDelay, updateDelay } from "./queries";
import { dueSince, holdTime, lookAgainAfter } from "./rules";

/**
 * Marks in the directory the people whose delay in accepting a major charter was noted, and removes the mark of those
 * who have accepted since, one by one until none is left. Several instances may run at once, and resume where another
 * stopped. Returns whether the directory was asked about anybody. Throws `Unavailable` when it does not answer, or refuses
 * a change: they wait.
 */
export async function tellCharterDelays(services: Services): Promise<boolean> {
  const { db, clock, institution } = services;
  const { charterGrace } = institution;
  const dues = charterGrace ? await selectDueBy(db, dueSince(clock.now(), charterGrace.days)) : [];
  for (let hasAsked = false; ; ) {
    const now = clock.now();
    const delay = await takeDelay(db, { dues, now, until: new Date(now.getTime() + holdTime) });
    if (!delay) return hasAsked;
    if (await tell(services, delay)) hasAsked = true;
  }
}

/** Returns whether the directory was asked. */
async function tell(services: Services, delay: Delay): Promise<boolean> {
  const { db, directory, clock } = services;
  const { studentId, identifier, isOver } = delay;
  // Accepted before the directory was changed.
  if (isOver && !delay.begunAt) {
    await deleteDelay(db, studentId);
    return false;
  }
  const lookAgain = () =>
    updateDelay(db, studentId, { nextAttemptAt: new Date(clock.now().getTime() + lookAgainAfter) });
  try {
    const person = await directory.findByLogin(identifier);
    if (person?.state === "active") await write(services, delay, person);
    else if (isOver) await deleteDelay(db, studentId);
    else await lookAgain();
  } catch (error) {
    // The directory answered, and nothing can be done for this one alone.
    if (!faultOfEntry(error)) throw error;
    await lookAgain();
  }
  return true;
}

/**
 * Writes a journal line, changes the directory, and writes the outcome. After an interruption it is done again once the
 * hold lapses, with the same result.
 */
async function write(services: Services, delay: Delay, person: DirectoryPerson): Promise<void> {
  const { db, directory, clock } = services;
  const { studentId, identifier, version, subState, isOver } = delay;
  const kind = isOver ? "charter.delay.end" : "charter.delay";
  const line = { kind, operationId: randomUUID(), subject: identifier, details: { version } } as const;
  await db.transaction(async (tx) => {
    const at = clock.now();
    await updateDelay(tx, studentId, { begunAt: delay.begunAt ?? at });
    await record(tx, { ...line, at, outcome: "begun" });
  });
  try {
    await recordingFailure(services, line, () => directory.markCharterDelay(person, { isLate: !isOver, subState }));
  } catch (error) {
    // All wait, or each turn would write two more lines of the same failure, about the next one.
    await postponeDelays(db, new Date(clock.now().getTime() + holdTime), studentId);
    throw error;
  }
  await db.transaction(async (tx) => {
    const at = clock.now();
    if (isOver) await deleteDelay(tx, studentId);
    else await updateDelay(tx, studentId, { toldAt: at, nextAttemptAt: at });
    await record(tx, { ...line, at, outcome: "succeeded" });
  });
}
