import "server-only";
import { type Counting, comparable, counterKey } from "./key";
import { addOne, readCounts, takeBack } from "./queries";
import { recoveryMails } from "./rules";

/**
 * Counts a message to a recovery address: 3 an hour and 10 a day, for the student and for the address, so that nobody
 * can flood a mailbox through us. A refused message does not count. Throws `Unavailable`.
 */
export async function countRecoveryMail(
  services: Counting,
  { studentId, email }: { studentId: string; email: string },
): Promise<{ ok: true } | { ok: false; retryAt: Date }> {
  const counters = countersOf(services, { studentId, email });
  const counts = await addOne(services.db, counters, services.clock.now());
  const full = counts.filter(({ points }, index) => points > (counters[index]?.most ?? 0));
  if (full.length === 0) return { ok: true };
  await takeBack(
    services.db,
    counters.map(({ key }) => key),
  );
  return { ok: false, retryAt: new Date(Math.max(...full.map(({ endsAt }) => endsAt.getTime()))) };
}

/** Returns when the next message may be sent, counting nothing; null when one may be sent now. Throws `Unavailable`. */
export async function recoveryMailAt(
  services: Counting,
  mail: { studentId: string; email: string },
): Promise<Date | null> {
  const counters = countersOf(services, mail);
  const counts = await readCounts(
    services.db,
    counters.map(({ key }) => key),
    services.clock.now(),
  );
  const ends = counters.flatMap(({ key, most }) => {
    const count = counts.get(key);
    return count && count.points >= most ? [count.endsAt.getTime()] : [];
  });
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

function countersOf(services: Counting, { studentId, email }: { studentId: string; email: string }) {
  return recoveryMails.flatMap(({ most, window }) => [
    { most, window, key: counterKey(services, "recovery-mail-student", String(window), studentId) },
    { most, window, key: counterKey(services, "recovery-mail-address", String(window), comparable(email)) },
  ]);
}
