import { onTestFinished } from "vitest";
import { createServer, type Server } from "@/embedded/directory/wire";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import type { Env } from "@/lib/env";
import { testInstitution } from "@/tests/support/directory";

/** Done after the test under way. */
export function atTheEnd(...closings: (() => unknown)[]): void {
  for (const close of closings) onTestFinished(async () => void (await close()));
}

/** A server that answers whatever the test wants to hear. Its address. */
export async function scriptedServer(prepare: (server: Server) => void): Promise<string> {
  const server = createServer();
  prepare(server);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  atTheEnd(() => server.close(() => {}));
  return `ldap://127.0.0.1:${port}`;
}

/** The service's directory on such a server, or on those of `differences`. */
export async function directoryOn(
  prepare: (server: Server) => void,
  differences: Partial<Env["ldap"]> = {},
): Promise<Directory> {
  return directoryAt([await scriptedServer(prepare)], differences);
}

export function directoryAt(urls: string[], differences: Partial<Env["ldap"]> = {}): Directory {
  const directory = connectDirectory(settings({ urls, ...differences }), testInstitution);
  atTheEnd(() => directory.close());
  return directory;
}

export function settings(differences: Partial<Env["ldap"]>): Env["ldap"] {
  return {
    urls: ["ldap://127.0.0.1:1"],
    startTls: false,
    caFile: undefined,
    baseDn: "dc=univ,dc=example",
    bindDn: "cn=trousseau",
    bindPassword: "only-for-tests",
    flavor: "openldap",
    ...differences,
  };
}

export const hugo: DirectoryPerson = {
  dn: "uid=hugo.bernard,ou=people,dc=univ,dc=example",
  uid: "hugo.bernard",
  displayName: "Hugo Bernard",
  mail: null,
  affiliations: [],
  groups: [],
  state: "active",
  locked: null,
};
