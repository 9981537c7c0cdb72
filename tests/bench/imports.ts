import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { connectDatabase } from "@/db/client";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { institutionSchema } from "@/lib/institution";
import { findStudents } from "@/lib/student-file/find-students";
import { settingsOfRunningDemo } from "@/server/demo-settings";
import { startApp } from "@/tests/support/app";
import { BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";
import { measure } from "./measure";
import { isReached, writeSection } from "./page";
import { apogeeRegister, registerSize } from "./register";

/** What is asked of an import of the whole register. */
const goal = { seconds: 60, megabytes: 400, search: 100 };
const idleSeconds = 10;

const load = loadavg()[0] ?? 0;
const app = await startApp({ env: { WEB_CONCURRENCY: "2" } });
try {
  const registrar = new BrowserWithoutScripts(app.url);
  await registrar.signIn("morel-c", "Parchemin-15-Colline");
  const file = [...apogeeRegister()].join("");
  // The pages are compiled by their first readers.
  await othersMeanwhile(() => pause(3_000));
  const idle = await othersMeanwhile(() => pause(idleSeconds * 1_000));
  const first = await importIt(file);
  const again = await importIt(file);
  const search = await searchIt();
  const [web, own] = [Math.max(first.web, again.web), Math.max(first.own, again.own)];
  const isFast = [first, again].every(({ checked, applied }) => Math.max(checked, applied) < goal.seconds);
  const rows = [
    ["Sixty thousand new students", first],
    ["The same file again", again],
  ] as const;
  const table = [
    "| | check s | apply s | other pages p95 ms |",
    "| --- | ---: | ---: | ---: |",
    ...rows.map(
      ([name, { checked, applied, p95 }]) =>
        `| ${name} | ${checked.toFixed(1)} | ${applied.toFixed(1)} | ${p95.toFixed(0)} |`,
    ),
  ].join("\n");
  console.log(table, `\npeak ${own} MB, web ${web} MB, idle p95 ${idle.p95.toFixed(0)} ms`);
  writeSection(
    "import",
    `# How fast a register is imported

\`npm run bench -- import\` writes this part: ${registerSize.toLocaleString("en")} enrolments as Apogée exports them (${(file.length / 2 ** 20).toFixed(0)} MB), French names from a
library, given on the page to the built service in demo mode with its two web workers, database and directory included. To check takes
from the moment that the file is sent until its report is on the page; to apply, from the button to the end. Meanwhile somebody reads
the charter, four times a second.

${table}

- **Memory**: ${own} MB at most in the process that reads and applies the file, ${web} MB in another of the service, Next and the dictionaries included.
- **Other pages**: their p95 is ${idle.p95.toFixed(0)} ms when nothing is imported.
- **The goal**: both steps in less than ${goal.seconds} s (${isReached(isFast)}) and ${goal.megabytes} MB (${isReached(own < goal.megabytes)}).
- **Finding a student** among them, by half a name, a name and a first name, or an identifier: ${search.p50.toFixed(0)} ms, p95 ${search.p95.toFixed(0)} ms, from the question to the
  fifty first answers, without the page around them. The goal: less than ${goal.search} ms.

${machine(load)}
`,
  );
} finally {
  await app.stop();
}

interface Import {
  checked: number;
  applied: number;
  p95: number;
  /** The most memory that the process of the import held, and the most that another one did, in megabytes. */
  own: number;
  web: number;
}

async function importIt(content: string): Promise<Import> {
  const registrar = new BrowserWithoutScripts(app.url);
  await registrar.signIn("morel-c", "Parchemin-15-Colline");
  let checked = 0;
  let applied = 0;
  let [own, web] = [0, 0];
  const look = async (report: string) => {
    for (const pid of processesOf(app.port)) {
      if (commandOf(pid).includes("import-process")) own = Math.max(own, peakOf(pid));
      else web = Math.max(web, peakOf(pid));
    }
    await pause(500);
    const said = await (await registrar.ask(report)).text();
    if (said.includes("s’est interrompue")) throw new Error(`it stopped:\n${app.said().slice(-2_000)}`);
    return said;
  };
  const { p95 } = await othersMeanwhile(async () => {
    const form = new FormData();
    form.set("file", new Blob([content]), "registre.csv");
    const began = performance.now();
    const answer = await registrar.ask("/scolarite/import/fichier", {
      method: "POST",
      body: form,
      headers: { origin: app.url },
    });
    const report = answer.headers.get("location") ?? "";
    let page = await look(report);
    while (page.includes("en cours de lecture")) page = await look(report);
    checked = seconds(began);
    if (!page.includes('name="id"')) return;
    const start = performance.now();
    await registrar.submit(report, "id", {});
    while (!page.includes("Le fichier est appliqué")) page = await look(report);
    applied = seconds(start);
  });
  return { checked, applied, p95, own, web };
}

/** Looks for people of the register that was imported, one question after the other. */
async function searchIt(): Promise<{ p50: number; p95: number }> {
  const url = settingsOfRunningDemo(app.dataDir)?.DATABASE_URL;
  if (!url) throw new Error("the demonstration left no settings");
  const { db, pool } = connectDatabase(url);
  const institution = institutionSchema.parse(demoUniversity);
  const questions = ["mar", "lefèvre", "petit camille", "d’ang", "jean-b durand", "zoe", "camille.mar", "22631007"];
  let asked = 0;
  const found = await measure(1, 5, async () => {
    await findStudents({ db, institution }, questions[asked++ % questions.length] ?? "", "student");
  });
  await pool.end();
  return found;
}

/** Reads a page four times a second while something goes on; answers how long that took the readers, in milliseconds. */
async function othersMeanwhile(work: () => Promise<unknown>): Promise<{ p95: number }> {
  const durations: number[] = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const before = performance.now();
      await (await fetch(`${app.url}/charte`)).text();
      durations.push(performance.now() - before);
      await pause(250);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await reading;
  }
  durations.sort((a, b) => a - b);
  return { p95: durations[Math.floor(durations.length * 0.95)] ?? 0 };
}

/** The processes that serve this port: those whose environment says so. */
function processesOf(port: number): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && environmentOf(pid).split("\0").includes(`PORT=${port}`));
}

function environmentOf(pid: number): string {
  return read(`/proc/${pid}/environ`);
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

/** Nothing of a process that has gone, or is somebody else's. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The most memory that a process ever held, in megabytes. */
function peakOf(pid: number): number {
  const [, kilobytes = "0"] = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

function seconds(since: number): number {
  return (performance.now() - since) / 1_000;
}

function machine(before: number): string {
  const { model = "unknown processor" } = cpus()[0] ?? {};
  const isBusy = before > cpus().length;
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${model.trim()}, Node.js ${process.version}. Load of the machine before the run: ${before.toFixed(1)}.${isBusy ? " **It was busy with other work**: these figures are no measure of the service. Run it again, alone." : ""}`;
}
