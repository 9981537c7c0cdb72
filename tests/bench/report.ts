import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import type { Measure } from "./measure";

export interface Round {
  service: Measure;
  raw: Measure;
}

/** What is asked of the service at 8 connections. */
export const goal = { connections: 8, ratio: 0.2, p95: 60 };

export function ratioOf({ service, raw }: Round): number {
  return service.perSecond / raw.perSecond;
}

export function tableOf(rounds: Round[]): string {
  const rows = rounds.map((round) => {
    const { service, raw } = round;
    const cells = [
      service.perSecond.toFixed(0),
      service.p50.toFixed(1),
      service.p95.toFixed(1),
      raw.perSecond.toFixed(0),
      raw.p50.toFixed(1),
      raw.p95.toFixed(1),
      ratioOf(round).toFixed(2),
    ];
    return `| ${[service.connections, ...cells].join(" | ")} |`;
  });
  return [
    "| connections | resets/s | p50 ms | p95 ms | raw/s | raw p50 ms | raw p95 ms | ratio |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

const busy = "**It was busy with other work**: these figures are no measure of the service. Run it again, alone.";

/** Its part of `docs/performance.md`: the figures, the machine, and what they mean. */
export function reportOf(rounds: Round[], load: number): string {
  const { model = "unknown processor" } = cpus()[0] ?? {};
  const slapd = versionOf("/usr/sbin/slapd", "-VV");
  return `# How fast a desk reset is

\`npm run bench\` writes this part: a real slapd on loopback, with its password policy, a real PostgreSQL with durable commits, the built
service with its two web workers, and one process that plays the staff. All share the machine.

${tableOf(rounds)}

- **A reset** is two requests: \`POST /api/v1/desk-resets\`, then \`PUT …/password\`. The service asks the directory about the student twice and
  about the member of staff once, writes three lines in the journal, queues a mail (which leaves meanwhile), and counts the reset.
- **Raw** is what the directory's part costs by itself, with the same ldapjs client from one process: connect, service bind, search, Password Modify.
- **The goal** at ${goal.connections} connections: a ratio of ${goal.ratio.toFixed(2)} or more, and a p95 under ${goal.p95} ms. Why we stopped short of it:
  [decision 16](decisions/0016-how-fast-is-fast-enough.md).

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}, ${slapd}.
Load of the machine before the run: ${load.toFixed(1)}.${load > cpus().length ? ` ${busy}` : ""}
`;
}

function versionOf(program: string, option: string): string {
  try {
    return (
      /slapd [0-9.]+/.exec(execFileSync("sh", ["-c", `${program} ${option} 2>&1`], { encoding: "utf8" }))?.[0] ??
      "slapd"
    );
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    return /slapd [0-9.]+/.exec(said)?.[0] ?? "slapd";
  }
}
