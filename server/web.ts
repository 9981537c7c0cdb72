import { createServer } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { warmUpWords } from "@/lib/password-policy/words";
import { openAccessLog } from "./front/access-log";
import { frontOf } from "./front/front";
import { serverOf } from "./front/server";
import { hostsOf } from "./hosts";
import { keepValuesOutOfTheLog, outliveTheLog } from "./plain-errors";

/** One web worker: Next, in this process, behind our front. It stops when told to, or when its parent process dies. */
outliveTheLog();
keepValuesOutOfTheLog();
const settings = env();
const app = next({
  dev: false,
  hostname: "localhost",
  port: settings.port,
  // Next would answer protocol upgrades on the server that it is given; this one never receives any.
  httpServer: createServer(),
});
await app.prepare();
warmUpWords();

const seal = settings.seal;
if (!seal) throw new Error("a web worker is started by server/main.ts, which gives it a seal");
const front = frontOf(app.getRequestHandler(), settings, seal, openAccessLog(settings));
const servers = hostsOf(settings).map((host) => {
  return { host, server: serverOf(front) };
});
await Promise.all(
  servers.map(
    ({ host, server }) =>
      new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen({ port: settings.port, host }, resolve);
      }),
  ),
);
process.send?.("ready");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // Answers in progress have five seconds to end.
  setTimeout(() => process.exit(0), 5_000);
  await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  process.exit(0);
}
process.on("message", (message) => {
  if (message === "stop") void stop();
});
process.on("disconnect", () => void stop());
// A rejected promise that nobody awaited is a fault to log, not a reason to drop everybody's answers.
process.on("unhandledRejection", (reason) => console.error("a promise failed, and nobody was waiting for it:", reason));
// A Ctrl-C reaches every process of the terminal: the primary decides when we stop.
process.on("SIGINT", () => {}).on("SIGTERM", () => {});
