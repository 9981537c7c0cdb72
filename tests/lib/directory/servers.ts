import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDirectory } from "@/embedded/directory/server";
import { freePort } from "@/embedded/free-port";
import { seedDirectory } from "@/embedded/seed-directory";
import type { Env } from "@/lib/env";
import { passwordCost } from "@/tests/support/demo-directory";
import { canBindAt, readEntryAt } from "@/tests/support/ldap-client";
import { ldifEntry } from "@/tests/support/servers/ldif";
import { openldap as realOpenldap } from "@/tests/support/servers/openldap";
import { baseDn, oddEntries } from "./odd-entries";

/** A server that holds the demo university's people and a few odd entries. */
export interface ServerUnderTest {
  settings: Env["ldap"];
  port: number;
  canBind(uid: string, password: string): Promise<boolean>;
  /** The values of an attribute of a person, as they are kept. */
  values(uid: string, attribute: string): Promise<string[]>;
  stop(): Promise<void>;
  /** On the same port, with the same data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface Kind {
  name: string;
  isInstalled: boolean;
  start(): Promise<ServerUnderTest>;
  /** This server's own policy refuses it: it is one character short. */
  tooShort: string;
}

export const embedded: Kind = {
  name: "the embedded directory",
  isInstalled: true,
  tooShort: "Ours-24",
  async start() {
    const dataDir = await mkdtemp(join(tmpdir(), "trousseau-directory-"));
    const account = { baseDn, bindDn: `cn=trousseau,ou=services,${baseDn}`, bindPassword: "only-for-tests" };
    const port = await freePort();
    const launch = () => startEmbeddedDirectory({ dataDir, port, ...account, passwordCost });
    const seeded = await launch();
    await seedDirectory(seeded.store);
    await seeded.close();
    const file = join(dataDir, "directory", "entries.json");
    await writeFile(file, JSON.stringify([...JSON.parse(await readFile(file, "utf8")), ...oddEntries]));
    let server = await launch();
    const { url } = server;
    const reader = { dn: account.bindDn, password: account.bindPassword };
    return {
      settings: { urls: [url], startTls: false, caFile: undefined, flavor: "openldap", ...account },
      port,
      canBind: (uid, password) => canBindAt(url, `uid=${uid},ou=people,${baseDn}`, password),
      values: async (uid, name) => (await readEntryAt(url, reader, `uid=${uid},ou=people,${baseDn}`))[name] ?? [],
      stop: () => server.close(),
      async start() {
        server = await launch();
      },
      async close() {
        await server.close();
        await rm(dataDir, { recursive: true });
      },
    };
  },
};

export const openldap: Kind = {
  name: "OpenLDAP",
  isInstalled: realOpenldap.isInstalled,
  tooShort: "Ours-2468",
  async start() {
    const ldif = oddEntries.map(({ dn, attributes }) => ldifEntry(dn, attributes)).join("\n");
    const server = await realOpenldap.start({ ldif });
    const { url, bindDn, bindPassword } = server;
    return {
      settings: { urls: [url], startTls: false, caFile: undefined, flavor: "openldap", baseDn, bindDn, bindPassword },
      port: Number(new URL(url).port),
      canBind: server.canBind,
      values: async (uid, name) => (await server.entry(uid))[name] ?? [],
      stop: server.stop,
      start: server.start,
      close: server.close,
    };
  },
};
