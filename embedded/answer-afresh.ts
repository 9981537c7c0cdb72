import "server-only";
import type { Worker } from "node:cluster";
import type { AfreshAnswer, AfreshRequest } from "@/lib/demo/start-afresh";
import { type Demonstration, startAfresh } from "./seed";

/**
 * Returns a handler of `cluster.on("message")` for the process of the embedded servers: it starts the demonstration
 * afresh when a worker asks, one request at a time, and answers.
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
      // In a worker that has died, nobody waits any more.
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
