import { isBuilt, removeOldBuilds } from "./builds.mjs";
import { buildPages, currentPages } from "./pages.mjs";
import { buildPrograms, currentPrograms } from "./programs.mjs";

/** @typedef {{ pages: string, programs: string }} Build What the service runs on, each by its name. */

/** The build of the sources as they are now, carried to its end; null when it is not there. @returns {Build | null} */
export function currentBuild() {
  const build = { pages: currentPages(), programs: currentPrograms() };
  return isBuilt(build.pages) && isBuilt(build.programs) ? build : null;
}

/** Builds what changed; removes what nobody runs any more. To be called under the build lock. @returns {Promise<Build>} */
export async function buildWhatChanged() {
  const there = currentBuild();
  if (there) return there;
  removeOldBuilds([currentPages(), currentPrograms()]);
  return { pages: buildPages(), programs: await buildPrograms() };
}
