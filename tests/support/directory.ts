import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { startEmbeddedDirectory } from "@/embedded/directory/server";
import type { Store } from "@/embedded/directory/store";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import type { Env } from "@/lib/env";
import { institutionSchema } from "@/lib/institution";
import { account, passwordCost } from "./demo-directory";
import { canBindAt } from "./ldap-client";

export const testInstitution = institutionSchema.parse(demoUniversity);

export interface TestDirectory {
  directory: Directory;
  store: Store;
  settings: Env["ldap"];
  /** Returns whether that password binds as that person, tried over its own socket. */
  canBind(uid: string, password: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts an embedded directory with the demo university's people and groups, in its own folder. */
export async function startTestDirectory(): Promise<TestDirectory> {
  const dataDir = await mkdtemp(join(tmpdir(), "trousseau-directory-"));
  await cp(inject("demoDirectory"), dataDir, { recursive: true });
  const server = await startEmbeddedDirectory({ dataDir, port: await freePort(), ...account, passwordCost });
  const settings: Env["ldap"] = {
    urls: [server.url],
    startTls: false,
    caFile: undefined,
    flavor: "openldap",
    ...account,
  };
  const directory = connectDirectory(settings, testInstitution);
  return {
    directory,
    store: server.store,
    settings,
    canBind: (uid, password) => canBindAt(server.url, `uid=${uid},ou=people,${account.baseDn}`, password),
    async close() {
      await directory.close();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
