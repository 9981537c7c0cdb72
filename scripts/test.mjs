import "./check-node.mjs";

const { prepare } = await import("./prepare.mjs");
const { say } = await import("./say.mjs");
const { browserPath, installMissingTools } = await import("./tools.mjs");
const { browserTests, check, tellResult, unitTests } = await import("./suites.mjs");

await prepare();
const missing = installMissingTools();

const suites = [
  check("types", ["next/dist/bin/next", "typegen"], ["typescript/bin/tsc", "--noEmit"]),
  check("lint", ["@biomejs/biome/bin/biome", "check", "."]),
  unitTests(),
  ...(browserPath() ? [browserTests()] : []),
];

for (const { debian, french, english } of missing) {
  say(
    `Non testé : ${french} (${debian} manque, et n’a pas pu être installé).`,
    `Not tested: ${english} (${debian} is missing, and could not be installed).`,
  );
}
const skipped = suites.reduce((total, suite) => total + suite.skipped, 0);
if (skipped > 0) say(`Non testé : ${skipped} essais laissés de côté.`, `Not tested: ${skipped} tests left out.`);

const passed = suites.reduce((total, suite) => total + suite.passed, 0);
// In CI, where everything can be installed, an untested part is a failure.
const untested = process.env.CI === "true" ? missing.map(({ debian }) => debian) : [];
const failures = [...suites.flatMap((suite) => suite.failures), ...untested];
tellResult(passed, failures);
process.exit(failures.length > 0 ? 1 : 0);
