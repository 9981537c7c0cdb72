import cluster from "node:cluster";
import { randomBytes } from "node:crypto";
import { migrateDatabase } from "@/db/migrate";
import { answeringAfresh } from "@/embedded/answer-afresh";
import { readSettings } from "@/lib/boot";
import { publishFirstCharters } from "@/lib/charter/publish-first";
import { systemClock } from "@/lib/clock";
import { wasSeeded } from "@/lib/demo/queries";
import { env, readAddress } from "@/lib/env";
import { isDemoMode } from "@/lib/read-settings";
import { closeServices, services } from "@/lib/services";
import { startBackground } from "./background";
import { demoBanner } from "./banner";
import { startDemo } from "./demo";
import { leaveSettings } from "./demo-settings";
import { plainSentence } from "./faults";
import { requireFreePort } from "./free-address";
import { hostsOf, selfOrigin } from "./hosts";
import { keepValuesOutOfTheLog, outliveTheLog } from "./plain-errors";
import { Stopped, Stopping } from "./stopping";
import { startWebWorkers, webWorkerCount } from "./web-workers";

/** Starts the whole service: what it depends on, the background work, the web workers. */
async function start(stopping: Stopping): Promise<void> {
  const { port, host, dataDir } = readAddress(process.env);
  const isDemo = isDemoMode(process.env);
  await requireFreePort(port, hostsOf({ host, isDemo }));
  process.env.TROUSSEAU_SEAL = randomBytes(32).toString("base64url");
  // A demo on one's own database publishes charters only from one's own institution file.
  const isTheirs = !isDemo || Boolean(process.env.INSTITUTION_FILE && process.env.DATABASE_URL);
  if (isDemo) {
    const demonstration = await startDemo({ dataDir, port }, stopping);
    if (demonstration) cluster.on("message", answeringAfresh(demonstration));
    stopping.add(leaveSettings(dataDir));
  } else {
    process.env.DEMO = "0";
    await migrateDatabase(readSettings(process.env).databaseUrl, stopping.asked);
    stopping.add(closeServices);
  }
  if (isTheirs) await publishFirstCharters({ ...services(), clock: systemClock });
  const settings = env();
  // next-auth reads these itself; the host that it trusts is the one that our front sets.
  process.env.NEXTAUTH_URL = settings.publicUrl;
  process.env.AUTH_TRUST_HOST = "1";
  process.env.__NEXT_PRIVATE_ORIGIN = selfOrigin(settings);
  const background = startBackground(services());
  stopping.add(background.stop);
  await startWebWorkers(webWorkerCount(settings.webConcurrency), stopping);
  console.log(isDemo ? demoBanner(settings, await wasSeeded(services().db)) : `Trousseau: ${settings.publicUrl}`);
}

outliveTheLog();
keepValuesOutOfTheLog();
const stopping = new Stopping();

async function end(status: number): Promise<void> {
  await stopping.run();
  process.exit(status);
}

// The launcher tells us to stop, or has died.
process
  .on("SIGINT", () => end(0))
  .on("SIGTERM", () => end(0))
  .on("SIGHUP", () => end(0));
process.on("message", () => end(0)).on("disconnect", () => end(0));

process.on("uncaughtException", (error) => {
  console.error(error);
  return end(1);
});

try {
  await stopping.during(() => start(stopping));
} catch (error) {
  // Errors that the stop itself causes are not reported.
  if (!stopping.asked.aborted) {
    const isTold = error instanceof Stopped;
    if (!isTold) console.error(plainSentence(error) ?? error);
    await end(isTold ? 0 : 1);
  }
}
