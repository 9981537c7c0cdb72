import { isBuilt } from "@/scripts/builds.mjs";
import { oneAtATime } from "@/scripts/prepare.mjs";
import { buildPrograms, currentPrograms } from "@/scripts/programs.mjs";

/** Bundles the programs that tests run as processes, if they have changed. */
export default async function programsForTheRun(): Promise<void> {
  await oneAtATime(async () => {
    const build = currentPrograms();
    if (!isBuilt(build)) await buildPrograms(build);
  });
}
