import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { freePort } from "@/embedded/free-port";
import { systemClock } from "@/lib/clock";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import { testInstitution } from "@/tests/support/directory";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";
import { embedded, type Kind, openldap, type ServerUnderTest } from "./servers";

/** A story's server, the wire to it, and the service's directory on top. */
export interface Stage {
  kind: Kind;
  readonly server: ServerUnderTest;
  /** Everything that `directory` says goes through it. */
  readonly wire: TcpProxy;
  readonly directory: Directory;
  /** The person with this local part in the students' domain, who must be there. */
  student(name: string): Promise<DirectoryPerson>;
}

/** Tells the same story against the embedded directory and a real OpenLDAP, each begun afresh; skips what is not installed. */
export function onEachServer(story: string, tell: (stage: Stage) => void, clock = systemClock): void {
  for (const kind of [embedded, openldap]) {
    describe.skipIf(!kind.isInstalled)(`${story} ${kind.name}`, () => {
      let server: ServerUnderTest;
      let wire: TcpProxy;
      let directory: Directory;

      beforeAll(async () => {
        server = await kind.start();
        wire = await startTcpProxy(server.port, await freePort());
        directory = connectDirectory(
          { ...server.settings, urls: [`ldap://127.0.0.1:${wire.port}`] },
          testInstitution,
          clock,
        );
      });
      // A story that failed leaves no silent wire to the next one.
      afterEach(() => wire.thaw());
      afterAll(async () => {
        await directory.close();
        await wire.close();
        await server.close();
      });

      tell({
        kind,
        get server() {
          return server;
        },
        get wire() {
          return wire;
        },
        get directory() {
          return directory;
        },
        async student(name) {
          const person = await directory.findByIdentifier(`${name}@etu.univ.example`);
          if (!person) throw new Error(`${name} is not in the directory`);
          return person;
        },
      });
    });
  }
}
