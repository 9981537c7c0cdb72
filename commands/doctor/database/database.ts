import { withOneConnection } from "@/db/one-connection";
import type { Institution } from "@/lib/institution";
import type { PartialEnv } from "@/lib/read-settings";
import { webWorkerCount } from "@/server/web-workers";
import { attempt, patience } from "../attempt";
import type { Finding } from "../finding";
import { checkCharter } from "./charter";
import { checkClock } from "./clock";
import { checkClosedAccounts } from "./closed-accounts";
import { checkConnections } from "./connections";
import { checkEncryption } from "./encryption";
import { readFacts } from "./facts";
import { checkLetters } from "./letters";
import { checkMigrations } from "./migrations";
import { whyNotConnected } from "./reach";
import { checkRights } from "./rights";
import { checkVersion } from "./version";

/** Checks the database over one connection, and changes nothing in it. */
export async function examineDatabase(
  { databaseUrl, isDemo = false, webConcurrency }: PartialEnv & { databaseUrl: string },
  institution: Institution | null,
): Promise<Finding[]> {
  const where = whereOf(databaseUrl);
  try {
    return await withOneConnection(databaseUrl, patience, async (client) => {
      const facts = await readFacts(client);
      // One after the other, since they share the connection.
      const checks = [
        () => checkVersion(facts, where.server),
        () => checkEncryption(facts, where.host),
        () => checkLetters(facts),
        () => checkMigrations(client),
        () => checkRights(facts, isDemo),
        () => (institution && !isDemo ? checkCharter(client, institution) : []),
        () => (institution && !isDemo ? checkClosedAccounts(client, institution, new Date()) : []),
        () => checkClock(client),
        () => checkConnections(facts, webWorkerCount(webConcurrency)),
      ];
      const findings: Finding[] = [];
      for (const check of checks) findings.push(...(await attempt(check)));
      return findings;
    });
  } catch (error) {
    return [whyNotConnected(error, where)];
  }
}

/**
 * Returns what the sentences may say of `DATABASE_URL`; nothing when only pg can read it, as with a socket's folder.
 */
function whereOf(databaseUrl: string) {
  if (!URL.canParse(databaseUrl)) return { server: "PostgreSQL", host: "", database: "?", role: "?" };
  const { host, hostname, pathname, username } = new URL(databaseUrl);
  return {
    server: host || "localhost",
    host: hostname,
    database: decodeURIComponent(pathname.slice(1)),
    role: decodeURIComponent(username),
  };
}
