import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone that these scripts belong to. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * One folder for the pages and one for the programs, per state of their sources; the lock of installing and building;
 * and `running/`: which copy runs which build.
 */
export const builds = join(root, ".builds");
export const buildLock = join(builds, "lock");
export const running = join(builds, "running");
