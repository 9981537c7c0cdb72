import "./check-node.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { prepare } = await import("./prepare.mjs");
const { root } = await import("./places.mjs");
const { storiesTable } = await import("./stories-table.mjs");
const { directoryTests, tellResult } = await import("./suites.mjs");
const { installMissingTools } = await import("./tools.mjs");

await prepare();
const missing = installMissingTools([
  "slapd",
  "ldap-utils",
  "389-ds-base",
  "libnss3-tools",
  "samba-ad-dc",
  "samba-ad-provision",
  "ldb-tools",
]);

const { passed, failures, skipped, report } = directoryTests();
const table = report ? storiesTable(report) : "";
console.log(`\n${table}\n`);
const isComplete = failures.length === 0 && skipped === 0 && missing.length === 0;
if (isComplete) writeTable(table);
tellResult(passed, [...failures, ...missing.map(({ debian }) => debian)]);
process.exit(isComplete ? 0 : 1);

/** @param {string} text Replaces the table of the last complete run. */
function writeTable(text) {
  const page = join(root, "docs/directories.md");
  const [begin, end] = ["<!-- written by npm run test:directories -->", "<!-- up to here -->"];
  const [before = "", rest = ""] = readFileSync(page, "utf8").split(begin);
  const [, after = ""] = rest.split(end);
  writeFileSync(page, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}
