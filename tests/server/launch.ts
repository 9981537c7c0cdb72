import { type ChildProcess, spawn } from "node:child_process";
import { inject } from "vitest";
import { freePort } from "@/embedded/free-port";

interface Ending {
  status: number | null;
  said: string;
}

/** Runs `npm run serve`'s script with these settings, and answers how it ended and what it said. */
export function serveUntilItEnds(env: Record<string, string>): Promise<Ending> {
  return beginServing(env).ended;
}

/** As `serveUntilItEnds`, and answers at once. Its processes are a group of their own, as those of a terminal are. */
export function beginServing(env: Record<string, string>): { process: ChildProcess; ended: Promise<Ending> } {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["scripts/serve.mjs"], {
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const ended = new Promise<Ending>((resolve) => child.once("close", (status) => resolve({ status, said })));
  return { process: child, ended };
}

/** Settings that nothing is wrong with. The database is that of the run. */
export const ofAService = async (): Promise<Record<string, string>> => ({
  PORT: String(await freePort()),
  DATABASE_URL: inject("postgresUrl"),
  LDAP_URL: "ldap://127.0.0.1:9",
  LDAP_BASE_DN: "dc=univ,dc=example",
  LDAP_BIND_DN: "cn=trousseau,dc=univ,dc=example",
  LDAP_BIND_PASSWORD: "only-for-tests",
  SMTP_URL: "smtp://127.0.0.1:9",
  MAIL_FROM: "trousseau@univ.example",
  PUBLIC_URL: "https://compte.univ.example/",
  NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only",
  INTERNAL_NETWORKS: "filaire=10.1.0.0/16",
  INSTITUTION_FILE: "embedded/demo-university.json",
  LANG: "fr_FR.UTF-8",
});
