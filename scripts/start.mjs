import "./check-node.mjs";

const { prepare } = await import("./prepare.mjs");
const { run } = await import("./run.mjs");
await prepare((build) => run(build, process.env));
