import "./check-node.mjs";

const { currentBuild, isComplete } = await import("./build.mjs");
const { run } = await import("./run.mjs");
const { giveUp } = await import("./say.mjs");

const build = currentBuild();
if (!isComplete(build)) {
  giveUp(
    "Ces sources ne sont pas construites : lancez d’abord `npm run build`.",
    "These sources are not built: run `npm run build` first.",
  );
}
// A deployment that lost its settings must fail, rather than open a demonstration to the world.
run(build, { ...process.env, DEMO: process.env.DEMO || "0" });
