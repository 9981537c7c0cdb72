import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./places.mjs";
import { say } from "./say.mjs";

/** @typedef {{ passed: number, failures: string[], skipped: number }} Counts Failures by name. */

/**
 * @typedef {object} VitestReport The part of Vitest's own report that is read here.
 * @property {{ name: string, status: string, assertionResults: TestResult[] }[]} testResults By file.
 * @property {number} numPassedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 */

/** @typedef {import("./stories-table.mjs").Result & { fullName: string }} TestResult */

/**
 * @typedef {object} PlaywrightReport The part of Playwright's own report that is read here.
 * @property {Stories[]} suites
 * @property {{ expected: number, flaky: number, skipped: number }} stats
 */

/**
 * @typedef {object} Stories
 * @property {Stories[]} [suites]
 * @property {{ file: string, title: string, tests: { projectName: string, status: string }[] }[]} specs
 */

/**
 * Runs programs of node_modules until one fails: a check that passes or fails as a whole.
 * @param {string} name
 * @param {...[string, ...string[]]} commands
 * @returns {Counts}
 */
export function check(name, ...commands) {
  say(`— ${name}`, `— ${name}`);
  const isFine = commands.every(([program, ...words]) => run(program, words) === 0);
  return { passed: isFine ? 1 : 0, failures: isFine ? [] : [name], skipped: 0 };
}

/** @returns {Counts} */
export function unitTests() {
  say("— essais unitaires et d’intégration", "— unit and integration tests");
  return vitest();
}

/**
 * Runs the tests on real directories alone, and returns Vitest's report too.
 * @returns {Counts & { report?: VitestReport }}
 */
export function directoryTests() {
  say("— essais sur de vrais annuaires", "— tests on real directories");
  return vitest("tests/directories");
}

/** @param {...string} paths */
function vitest(...paths) {
  const words = ["run", ...paths, "--reporter=default", "--reporter=json"];
  return counted(
    "vitest",
    (file) => run("vitest/vitest.mjs", [...words, `--outputFile.json=${file}`]),
    (/** @type {VitestReport} */ report) => ({
      passed: report.numPassedTests,
      failures: report.testResults.filter(({ status }) => status === "failed").flatMap(failuresOfFile),
      skipped: report.numPendingTests + report.numTodoTests,
      report,
    }),
  );
}

/**
 * Returns the failed tests, or the file that failed as a whole. @param {VitestReport["testResults"][number]} results
 */
function failuresOfFile({ name, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter(({ status }) => status === "failed");
  return failed.length === 0 ? [file] : failed.map(({ fullName }) => `${file} › ${fullName}`);
}

/** @returns {Counts} */
export function browserTests() {
  say("— essais dans un navigateur", "— browser tests");
  return counted(
    "playwright",
    (file) =>
      run("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        // What stories share with the other tests is server-only code.
        NODE_OPTIONS: [process.env.NODE_OPTIONS, "--conditions=react-server"].filter(Boolean).join(" "),
      }),
    (/** @type {PlaywrightReport} */ { suites, stats }) => ({
      passed: stats.expected + stats.flaky,
      failures: suites.flatMap(failedStories),
      skipped: stats.skipped,
    }),
  );
}

/** @param {Stories} stories @returns {string[]} */
function failedStories({ suites = [], specs }) {
  return [
    ...specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected")
        .map(({ projectName }) => `${file} › ${title} [${projectName}]`),
    ),
    ...suites.flatMap(failedStories),
  ];
}

/**
 * Reads a runner's report. No report, or a failed run without a failed test, counts as a failure of the runner.
 * @template Read
 * @template {Counts} Count
 * @param {string} runner
 * @param {(file: string) => number | null} runInto
 * @param {(report: Read) => Count} count
 * @returns {Count | Counts}
 */
function counted(runner, runInto, count) {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-report-"));
  const file = join(folder, "report.json");
  try {
    const status = runInto(file);
    const counts = count(JSON.parse(readFileSync(file, "utf8")));
    return status === 0 || counts.failures.length > 0 ? counts : { ...counts, failures: [runner] };
  } catch {
    return { passed: 0, failures: [runner], skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Prints the last lines of a run: each failure by name, then the counts.
 * @param {number} passed
 * @param {string[]} failures
 */
export function tellResult(passed, failures) {
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
}

/** @param {string} program @param {string[]} words @param {Record<string, string>} settings */
function run(program, words, settings = {}) {
  return spawnSync(process.execPath, [join(root, "node_modules", program), ...words], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...settings },
    stdio: "inherit",
  }).status;
}
