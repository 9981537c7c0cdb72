import { isBuilt, removeOldBuilds } from "./builds.mjs";
import { buildPages, currentPages } from "./pages.mjs";
import { buildPrograms, currentPrograms } from "./programs.mjs";

/** @typedef {{ pages: string, programs: string }} Build What the service runs, each part by its name. */

/** Returns the build of the current sources, whether it exists or not. @returns {Build} */
export const currentBuild = () => ({ pages: currentPages(), programs: currentPrograms() });

/** True when both parts were built completely. @param {Build} build */
export const isComplete = ({ pages, programs }) => isBuilt(pages) && isBuilt(programs);

/** Builds what changed; removes what nobody runs any more. Requires the build lock. @returns {Promise<Build>} */
export async function buildWhatChanged() {
  const build = currentBuild();
  if (isComplete(build)) return build;
  removeOldBuilds([build.pages, build.programs]);
  if (!isBuilt(build.pages)) buildPages(build.pages);
  if (!isBuilt(build.programs)) await buildPrograms(build.programs);
  return build;
}
