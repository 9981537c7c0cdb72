import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { freePort } from "@/embedded/free-port";
import { startPostgres } from "@/embedded/postgres";
import { startApp } from "@/tests/support/app";
import { startOpenLdap } from "@/tests/support/servers/openldap";
import { DeskClient } from "./desk-client";
import { type Measure, measure } from "./measure";
import { writeSection } from "./page";
import { benchLdif, enrolBenchStudents } from "./people";
import { rawSequence } from "./raw-sequence";
import { goal, type Round, ratioOf, reportOf, tableOf } from "./report";

const levels = [1, 8, 32];
const serviceSeconds = 10;
const rawSeconds = 3;
/** Long enough for what runs often to be compiled, in both workers: a fresh one is half as fast for its first half minute. */
const warmUpSeconds = 40;

const load = loadavg()[0] ?? 0;
const undo: (() => unknown)[] = [];
try {
  const { client, slapd } = await startEverything();
  await client.signEveryoneIn();
  await measure(8, warmUpSeconds, () => client.reset());
  const rounds: Round[] = [];
  for (const connections of levels) {
    // Before and after, so that a machine that gets busier meanwhile is as busy for both.
    const before = await measure(connections, rawSeconds, () => rawSequence(slapd));
    const service = await measure(connections, serviceSeconds, () => client.reset());
    const after = await measure(connections, rawSeconds, () => rawSequence(slapd));
    rounds.push({ service, raw: between(before, after) });
    console.log(
      tableOf(rounds.slice(-1))
        .split("\n")
        .slice(rounds.length === 1 ? 0 : 2)
        .join("\n"),
    );
  }
  writeSection("desk-reset", reportOf(rounds, load));
  const round = rounds.find(({ service }) => service.connections === goal.connections) as Round;
  const isMet = ratioOf(round) >= goal.ratio && round.service.p95 < goal.p95;
  console.log(
    `At ${goal.connections} connections: ratio ${ratioOf(round).toFixed(2)}, p95 ${round.service.p95.toFixed(1)} ms. The goal is ${isMet ? "met" : "not met"}.`,
  );
} finally {
  for (const step of undo.reverse()) await step();
}

/** A directory, a database, a mail server that swallows everything, and the service, for real rather than as a demonstration. */
async function startEverything() {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-bench-"));
  chmodSync(folder, 0o711);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const slapd = await startOpenLdap({ ldif: benchLdif("dc=univ,dc=example") });
  undo.push(slapd.close);
  const postgres = await startPostgres({ dataDir: join(folder, "postgres"), password: "only-for-the-bench" });
  undo.push(postgres.stop);
  const smtpPort = await freePort();
  const mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onData: (stream, _, done) => stream.resume().on("end", () => done()),
  });
  await new Promise<void>((resolve) => mailServer.listen(smtpPort, "127.0.0.1", () => resolve()));
  undo.push(() => new Promise<void>((resolve) => mailServer.close(() => resolve())));
  const port = await freePort();
  const app = await startApp({
    port,
    dataDir: folder,
    env: {
      DEMO: "0",
      HOST: "127.0.0.1",
      WEB_CONCURRENCY: "2",
      DATABASE_URL: postgres.url,
      LDAP_URL: slapd.url,
      LDAP_BASE_DN: slapd.baseDn,
      LDAP_BIND_DN: slapd.bindDn,
      LDAP_BIND_PASSWORD: slapd.bindPassword,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      MAIL_FROM: "ne-pas-repondre@univ.example",
      PUBLIC_URL: `http://localhost:${port}`,
      NEXTAUTH_SECRET: "only-for-the-bench-only-for-the-bench",
      INTERNAL_NETWORKS: "filaire=127.0.0.0/8",
      INSTITUTION_FILE: institutionIn(folder),
    },
  });
  undo.push(app.stop);
  process.once("exit", (status) => status !== 0 && console.error(app.said().slice(-4_000)));
  await enrolBenchStudents(postgres.url);
  const client = new DeskClient(port);
  undo.push(() => client.close());
  return { client, slapd };
}

/** The demo university with a charter beside it, since only the demonstration has one of its own. */
function institutionIn(folder: string): string {
  const file = join(folder, "institution.json");
  writeFileSync(file, JSON.stringify({ ...demoUniversity, charter: { fr: "charte.md", en: "charter.md" } }));
  writeFileSync(join(folder, "charte.md"), "# Charte\n\nUn banc d’essai.\n");
  writeFileSync(join(folder, "charter.md"), "# Charter\n\nA bench.\n");
  return file;
}

function between(one: Measure, other: Measure): Measure {
  const mean = (read: (measure: Measure) => number) => (read(one) + read(other)) / 2;
  return {
    connections: one.connections,
    perSecond: mean(({ perSecond }) => perSecond),
    p50: mean(({ p50 }) => p50),
    p95: mean(({ p95 }) => p95),
  };
}
