import { oneAtATime } from "@/scripts/prepare.mjs";
import { buildPrograms } from "@/scripts/programs.mjs";

/** Bundles the programs that tests run as processes, when they changed. */
export default async function programsForTheRun(): Promise<void> {
  await oneAtATime(async () => {
    await buildPrograms();
  });
}
