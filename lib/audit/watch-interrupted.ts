import "server-only";
import type { Services } from "@/lib/services";
import { closeInterrupted } from "./close-interrupted";

/** What began this long ago cannot be under way any more: three times what a password may be on its way. Milliseconds. */
const longestOperation = 60_000;

const lookEvery = 60_000;

/**
 * Closes what was interrupted, now and every minute, until stopped: a crash of this process shows at its next start, one of another
 * instance within two minutes. Never throws: while the database is away, it waits.
 */
export function watchInterrupted(services: Pick<Services, "db" | "clock">): { stop(): Promise<void> } {
  let running = look(services);
  const timer = setInterval(() => {
    running = running.then(() => look(services));
  }, lookEvery);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function look(services: Pick<Services, "db" | "clock">): Promise<void> {
  try {
    const count = await closeInterrupted(services, new Date(services.clock.now().getTime() - longestOperation));
    if (count > 0)
      console.warn(`journal: ${count} operation(s) had begun and never ended; see the lines "interrupted"`);
  } catch (error) {
    console.warn(
      `journal: interrupted operations were not looked for (${error instanceof Error ? error.name : "unknown"})`,
    );
  }
}
