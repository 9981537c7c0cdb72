import "server-only";
import type { Worker } from "node:cluster";
import type { AfreshAnswer, AfreshRequest } from "@/lib/demo/start-afresh";
import { type Demonstration, startAfresh } from "./seed";

/**
 * For the process that holds the embedded servers: a handler of `cluster.on("message")`, which starts the demonstration afresh when a
 * worker asks for it, one at a time, and answers it.
 */
export function answeringAfresh(demonstration: Demonstration & { dataDir: string }) {
  let last: Promise<boolean> = Promise.resolve(true);
  return (worker: Worker, message: unknown): void => {
    const request = message as Partial<AfreshRequest> | null;
    if (request?.type !== "demo-start-afresh" || !request.id) return;
    const { id } = request;
    last = last.then(() => tryToStartAfresh(demonstration));
    last.then((ok) => {
      const answer: AfreshAnswer = { type: "demo-started-afresh", id, ok };
      // Nobody waits any more in a worker that is gone before it hears of it.
      if (worker.isConnected()) worker.send(answer, () => {});
    });
  };
}

async function tryToStartAfresh(demonstration: Demonstration & { dataDir: string }): Promise<boolean> {
  try {
    await startAfresh(demonstration);
    return true;
  } catch (error) {
    console.error("demo: could not start afresh", error);
    return false;
  }
}
