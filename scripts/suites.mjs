import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./places.mjs";
import { say } from "./say.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @typedef {object} Report What the runners' JSON reports say that is read here.
 * @property {import("./stories-table.mjs").StoriesReport["testResults"]} testResults
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ expected: number, flaky: number, unexpected: number, skipped: number }} stats
 */

/**
 * A check that passes or fails as a whole: programs of node_modules, run one after the other until one fails.
 * @param {string} name
 * @param {...[string, ...string[]]} commands
 * @returns {Counts}
 */
export function check(name, ...commands) {
  say(`— ${name}`, `— ${name}`);
  const isFine = commands.every(([program, ...words]) => run(program, words) === 0);
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

/** @returns {Counts} */
export function unitTests() {
  say("— essais unitaires et d’intégration", "— unit and integration tests");
  return vitest();
}

/**
 * The tests on real directories alone, with what Vitest reports of each.
 * @returns {Counts & { report?: Report }}
 */
export function directoryTests() {
  say("— essais sur de vrais annuaires", "— tests on real directories");
  return vitest("tests/directories");
}

/** @param {...string} paths */
function vitest(...paths) {
  const words = ["run", ...paths, "--reporter=default", "--reporter=json"];
  return counted(
    (file) => run("vitest/vitest.mjs", [...words, `--outputFile.json=${file}`]),
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      report,
    }),
  );
}

/** @returns {Counts} */
export function browserTests() {
  say("— essais dans un navigateur", "— browser tests");
  return counted(
    (file) =>
      run("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        // What stories share with the other tests is the server's.
        NODE_OPTIONS: [process.env.NODE_OPTIONS, "--conditions=react-server"].filter(Boolean).join(" "),
      }),
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
  );
}

/**
 * Reads a runner's own report. One that it did not live to write, or a failure that no test of it owns, counts as one failure.
 * @param {(file: string) => number | null} runInto
 * @param {(report: Report) => Counts & { report?: Report }} count
 * @returns {Counts & { report?: Report }}
 */
function counted(runInto, count) {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-report-"));
  const file = join(folder, "report.json");
  try {
    const status = runInto(file);
    const counts = count(JSON.parse(readFileSync(file, "utf8")));
    return status === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} program @param {string[]} words @param {Record<string, string>} settings */
function run(program, words, settings = {}) {
  return spawnSync(process.execPath, [join(root, "node_modules", program), ...words], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...settings },
    stdio: "inherit",
  }).status;
}
