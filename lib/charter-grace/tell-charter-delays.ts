import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { recordingFailure } from "@/lib/directory-change/recording-failure";
import { unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { type Delay, deleteDelay, selectDueBy, takeDelay, updateDelay } from "./queries";
import { dueSince, holdTime, lookAgainAfter } from "./rules";

/**
 * Marks in the directory the people whose delay in accepting a major charter was noted, and removes the mark of those
 * who have accepted since, one by one until none is left. Several instances may run at once, and resume where another
 * stopped. While the directory is unavailable they wait.
 */
export async function tellCharterDelays(services: Services): Promise<void> {
  const { db, clock, institution } = services;
  const { charterGrace } = institution;
  const dues = charterGrace ? await selectDueBy(db, dueSince(clock.now(), charterGrace.days)) : [];
  for (;;) {
    const now = clock.now();
    const delay = await takeDelay(db, { dues, now, until: new Date(now.getTime() + holdTime) });
    if (!delay || (await tell(services, delay)) === "away") return;
  }
}

async function tell(services: Services, delay: Delay): Promise<"told" | "away"> {
  const { db, directory, clock } = services;
  const { studentId, identifier, isOver } = delay;
  // Accepted before the directory was changed.
  if (isOver && !delay.begunAt) {
    await deleteDelay(db, studentId);
    return "told";
  }
  try {
    const person = await directory.findByLogin(identifier);
    if (person?.state === "active") await write(services, delay, person);
    else if (isOver) await deleteDelay(db, studentId);
    else await updateDelay(db, studentId, { nextAttemptAt: new Date(clock.now().getTime() + lookAgainAfter) });
    return "told";
  } catch (error) {
    if (unavailability(error)?.dependency !== "directory") throw error;
    return "away";
  }
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
  await recordingFailure(services, line, () => directory.markCharterDelay(person, { isLate: !isOver, subState }));
  await db.transaction(async (tx) => {
    const at = clock.now();
    if (isOver) await deleteDelay(tx, studentId);
    else await updateDelay(tx, studentId, { toldAt: at, nextAttemptAt: at });
    await record(tx, { ...line, at, outcome: "succeeded" });
  });
}
