import "./check-node.mjs";
import { pathToFileURL } from "node:url";

const { isBuilt } = await import("./builds.mjs");
const { root } = await import("./places.mjs");
const { currentPrograms, programOf } = await import("./programs.mjs");
const { giveUp } = await import("./say.mjs");

const build = currentPrograms();
if (!isBuilt(build)) {
  giveUp(
    "Ces sources ne sont pas construites : lancez d’abord `npm run build`.",
    "These sources are not built: run `npm run build` first.",
  );
}
process.chdir(root);
await import(pathToFileURL(programOf(build, "trousseau")).href);
