import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { isAnyWaiting } from "@/lib/register-import/waiting/work-on-next";
import type { Services } from "@/lib/services";
import { regularly } from "./regularly";

const second = 1_000;
/** After a process that failed, before the next: the cause may still be there. */
const pause = 5 * second;

/**
 * Looks each second for files to read or to apply, and runs `program` for them in a separate process, one at a time,
 * which ends when none is left: sixty thousand lines then take no memory or processor from the pages.
 */
export function startImports(services: Services, program: string): { stop(): Promise<void> } {
  let child: ChildProcess | null = null;
  let isStopping = false;
  let notBefore = 0;
  const looking = regularly("imports, waiting", second, async () => {
    if (Date.now() < notBefore || !(await isAnyWaiting(services)) || isStopping) return;
    child = fork(program);
    const [status, signal] = await once(child, "exit");
    child = null;
    if (status === 0) return;
    notBefore = Date.now() + pause;
    console.error(`imports: their process ended (${signal ?? status})`);
  });
  return {
    async stop() {
      isStopping = true;
      if (child?.connected) child.disconnect();
      await looking.stop();
    },
  };
}
