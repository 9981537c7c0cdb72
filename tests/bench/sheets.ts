import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { connectDatabase } from "@/db/client";
import { students } from "@/db/schema";
import { settingsOfRunningDemo } from "@/server/demo-settings";
import { startApp } from "@/tests/support/app";
import { BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";
import { isReached, writeSection } from "./page";

const sheetCount = 1_000;
/** What is asked of that many sheets, and how much slower the rest may be meanwhile. */
const goal = { seconds: 60, timesIdle: 2 };
const idleSeconds = 20;

const load = loadavg()[0] ?? 0;
const app = await startApp({ env: { WEB_CONCURRENCY: "2" } });
try {
  await enrol();
  const registrar = new BrowserWithoutScripts(app.url);
  await registrar.signIn("morel-c", "Parchemin-15-Colline");
  // The pages are compiled by their first readers.
  await othersMeanwhile(() => pause(5_000));
  const idle = await othersMeanwhile(() => pause(idleSeconds * 1_000));
  let printed = { seconds: 0, megabytes: 0 };
  const busy = await othersMeanwhile(async () => {
    printed = await print(registrar);
  });
  const table = [
    "| | seconds | MB | charter p95 ms | sign-in p95 ms |",
    "| --- | ---: | ---: | ---: | ---: |",
    `| Nothing is printed | | | ${idle.page.toFixed(0)} | ${idle.signIn.toFixed(0)} |`,
    `| ${sheetCount.toLocaleString("en")} sheets | ${printed.seconds.toFixed(1)} | ${printed.megabytes.toFixed(1)} | ${busy.page.toFixed(0)} | ${busy.signIn.toFixed(0)} |`,
  ].join("\n");
  console.log(table);
  const isCalm = busy.page < idle.page * goal.timesIdle && busy.signIn < idle.signIn * goal.timesIdle;
  writeSection("sheets", reportOf(table, { isFast: printed.seconds < goal.seconds, isCalm }));
} finally {
  await app.stop();
}

/** Students who have no sheet, straight into the register: importing them is measured elsewhere. */
async function enrol(): Promise<void> {
  const url = settingsOfRunningDemo(app.dataDir)?.DATABASE_URL;
  if (!url) throw new Error("the demonstration left no settings");
  const { db, pool } = connectDatabase(url);
  const rows = Array.from({ length: sheetCount }, (_, index) => ({
    identifier: `banc.essai${index}@etu.univ.example`,
    mail: `banc.essai${index}@etu.univ.example`,
    givenName: "Banc",
    familyName: `Essai ${index}`,
    birthDate: "2006-01-01",
    birthPlace: "Montpellier",
    componentCode: "BANC",
    componentName: "Banc d’essai",
    stages: ["Licence 1 Essais"],
    enrolledOn: "2026-09-01",
  }));
  await db.insert(students).values(rows);
  await pool.end();
}

async function print(registrar: BrowserWithoutScripts): Promise<{ seconds: number; megabytes: number }> {
  const began = performance.now();
  const answer = await registrar.ask("/scolarite/scolpass/tirage", {
    method: "POST",
    body: new URLSearchParams({ id: randomUUID(), component: "BANC" }),
    headers: { origin: app.url },
  });
  if (answer.status !== 200) throw new Error(`printing answered ${answer.status}`);
  const { byteLength } = await answer.arrayBuffer();
  return { seconds: (performance.now() - began) / 1_000, megabytes: byteLength / 2 ** 20 };
}

/** Reads a page four times a second and signs in every other second while something goes on; answers each p95, in milliseconds. */
async function othersMeanwhile(work: () => Promise<unknown>): Promise<{ page: number; signIn: number }> {
  let isOver = false;
  const again = async (every: number, act: () => Promise<unknown>) => {
    const durations: number[] = [];
    while (!isOver) {
      const before = performance.now();
      await act();
      durations.push(performance.now() - before);
      await pause(every);
    }
    durations.sort((a, b) => a - b);
    return durations[Math.floor(durations.length * 0.95)] ?? 0;
  };
  const reading = again(250, async () => (await fetch(`${app.url}/charte`)).text());
  const signingIn = again(2_000, () =>
    new BrowserWithoutScripts(app.url).signIn("hugo.bernard@etu.univ.example", "Cerisier-42-Volcan"),
  );
  await work();
  isOver = true;
  const [page, signIn] = await Promise.all([reading, signingIn]);
  return { page, signIn };
}

function reportOf(table: string, { isFast, isCalm }: { isFast: boolean; isCalm: boolean }): string {
  const { model = "unknown processor" } = cpus()[0] ?? {};
  const isBusy = load > cpus().length;
  const warning = " **It was busy with other work**: these figures are no measure of the service. Run it again, alone.";
  return `# How fast sheets are printed

\`npm run bench -- sheets\` writes this part: ${sheetCount.toLocaleString("en")} sheets of one component, asked for on the page and read to the last byte, from the built service
in demo mode with its two web workers, database and directory included. Meanwhile somebody reads the charter four times a second, and somebody signs in
every other second.

${table}

- **A sheet** is a bcrypt hash of cost 10, a page with its QR code, and its lines in the register and the journal.
- **The hashing** is done by threads of lower priority.
- **The goal**: less than ${goal.seconds} s (${isReached(isFast)}), and the others' p95 under ${goal.timesIdle} times what it is when nothing is printed
  (${isReached(isCalm)}).

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${model.trim()}, Node.js ${process.version}. Load of the machine before the run: ${load.toFixed(1)}.${isBusy ? warning : ""}
`;
}
