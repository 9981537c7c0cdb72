import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedDirectory } from "@/embedded/directory/server";
import { freePort } from "@/embedded/free-port";
import { seedDirectory } from "@/embedded/seed-directory";

declare module "vitest" {
  export interface ProvidedContext {
    /** The data folder of an embedded directory with the demo university, to be copied. */
    demoDirectory: string;
  }
}

export const account = {
  baseDn: "dc=univ,dc=example",
  bindDn: "cn=trousseau,ou=services,dc=univ,dc=example",
  bindPassword: "only-for-tests",
};

/** A sixteenth of the usual cost, since tests try passwords by the thousand. */
export const passwordCost = 1_024;

/** Seeds the demo university's people and groups once for the whole run. */
export default async function demoDirectoryForTheRun(project: TestProject): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), "trousseau-directory-"));
  const server = await startEmbeddedDirectory({ dataDir, port: await freePort(), ...account, passwordCost });
  await seedDirectory(server.store);
  await server.close();
  project.provide("demoDirectory", dataDir);
  return () => rmSync(dataDir, { recursive: true, force: true });
}
