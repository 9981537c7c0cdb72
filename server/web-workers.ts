import cluster, { type Worker } from "node:cluster";
import { availableParallelism } from "node:os";
import { programOf } from "./programs";
import { Stopped, type Stopping } from "./stopping";

/** Milliseconds between the death of a worker and the start of the next, doubled each time that one dies young. */
const shortestPause = 500;
const longestPause = 30_000;
const young = 60_000;

/** Returns the number of workers asked for, else one per core, two at most. */
export function webWorkerCount(asked: number | undefined): number {
  return asked ?? Math.min(availableParallelism(), 2);
}

/**
 * Forks this many web workers, and replaces each one that dies later. Resolves once all of them serve; throws when one
 * ends before. When stopped, they finish the answers in progress, within ten seconds; during this first start, they are
 * killed at once.
 */
export async function startWebWorkers(count: number, stopping: Stopping): Promise<void> {
  cluster.setupPrimary({ exec: programOf("web-worker") });

  function replace(pause: number): void {
    setTimeout(() => {
      if (!stopping.asked.aborted) keep(cluster.fork(), pause);
    }, pause);
  }
  function keep(worker: Worker, pause = shortestPause): void {
    const born = Date.now();
    worker.once("exit", (status, signal) => {
      if (stopping.asked.aborted) return;
      const next = Date.now() - born < young ? Math.min(pause * 2, longestPause) : shortestPause;
      console.error(`web worker ${worker.process.pid} ended (${signal ?? status}); the next one in ${next} ms`);
      replace(next);
    });
  }

  const workers = Array.from({ length: count }, () => cluster.fork());
  try {
    await Promise.all(workers.map((worker) => serving(worker, stopping.asked)));
  } catch (error) {
    for (const worker of workers) worker.process.kill("SIGKILL");
    throw error;
  }
  for (const worker of workers) keep(worker);
  stopping.add(() => Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopOne(worker))));
}

/**
 * Resolves when the worker says that it serves; throws when it ends before, or as soon as the stop is requested. A
 * Ctrl-C reaches every process of the terminal, and may end a worker that is still loading before it reaches us.
 */
function serving(worker: Worker, asked: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message) => message === "ready" && resolve());
    asked.addEventListener("abort", () => reject(new Stopped()));
    worker.once("exit", (status, signal) => {
      const isTold = signal === "SIGINT";
      reject(isTold ? new Stopped() : new Error(`a web worker ended before it served (${signal ?? status})`));
    });
  });
}

function stopOne(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => worker.process.kill("SIGKILL"), 10_000);
    worker.once("exit", () => {
      clearTimeout(late);
      resolve();
    });
    // A worker that dies before it gets the message has stopped.
    if (worker.isConnected()) worker.send("stop", () => {});
  });
}
