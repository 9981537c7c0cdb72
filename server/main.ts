import cluster from "node:cluster";
import { randomBytes } from "node:crypto";
import { migrateDatabase } from "@/db/migrate";
import { answeringAfresh } from "@/embedded/answer-afresh";
import { seedDemo } from "@/embedded/seed";
import { readSettings } from "@/lib/boot";
import { publishFirstCharters } from "@/lib/charter/publish-first";
import { readAddress } from "@/lib/env";
import { isDemoMode } from "@/lib/read-settings";
import { closeServices, services } from "@/lib/services";
import { startBackground } from "./background";
import { demoBanner } from "./banner";
import { startEmbeddedServers } from "./demo";
import { plainSentence } from "./faults";
import { requireFreePort } from "./free-address";
import { hostsOf, selfOrigin } from "./hosts";
import { keepValuesOutOfTheLog } from "./plain-errors";
import { Stopping } from "./stopping";
import { startWebWorkers, webWorkerCount } from "./web-workers";

/** Starts the whole service: the embedded servers of the demo, the tables, what runs beside, the web workers. */
async function start(stopping: Stopping): Promise<void> {
  const { port, host, dataDir } = readAddress(process.env);
  const isDemo = isDemoMode(process.env);
  // Said once: the embedded servers' own addresses, set below, would otherwise pass for those of a real service.
  process.env.DEMO = isDemo ? "1" : "0";
  await requireFreePort(port, hostsOf({ host, isDemo }));
  const embedded = isDemo ? await startEmbeddedServers(dataDir, port, stopping) : null;

  process.env.TROUSSEAU_SEAL = randomBytes(32).toString("base64url");
  const settings = readSettings();
  // next-auth reads these itself; the host that it is to trust is the one that our front sets.
  process.env.NEXTAUTH_URL = settings.publicUrl;
  process.env.AUTH_TRUST_HOST = "1";
  process.env.__NEXT_PRIVATE_ORIGIN = selfOrigin(settings);

  await migrateDatabase(settings.databaseUrl);
  stopping.add(closeServices);
  if (embedded?.ownsDatabase) {
    const demonstration = { ...services(), store: embedded.store, dataDir: settings.dataDir };
    await seedDemo(demonstration);
    cluster.on("message", answeringAfresh(demonstration));
  }
  if (!isDemo) await publishFirstCharters(services());
  const background = startBackground(services());
  stopping.add(background.stop);
  const web = await startWebWorkers(webWorkerCount(settings.webConcurrency));
  stopping.add(web.stop);
  console.log(isDemo ? demoBanner(settings) : `Trousseau: ${settings.publicUrl}`);
}

keepValuesOutOfTheLog();
const stopping = new Stopping();

async function end(status: number): Promise<void> {
  await stopping.run();
  process.exit(status);
}

// Whoever started us tells us to stop, or is gone.
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
  await start(stopping);
} catch (error) {
  console.error(plainSentence(error) ?? error);
  await end(1);
}
