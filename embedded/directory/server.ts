import "server-only";
import type { Socket } from "node:net";
import { join } from "node:path";
import { bind, modify, modifyPassword, search } from "./operations";
import { usualCost } from "./passwords";
import { openStore, type Store } from "./store";
import { answering, createServer } from "./wire";

export interface EmbeddedDirectory {
  /** `ldap://127.0.0.1:port`. */
  url: string;
  port: number;
  store: Store;
  /** Resolves once every change in progress is on disk, or refused: nothing more is written. */
  close(): Promise<void>;
}

/** Password modify, RFC 3062. */
const passwordModifyOid = "1.3.6.1.4.1.4203.1.11.1";

/**
 * Starts a small LDAP directory on loopback, in the shape of SupAnn and eduPerson, for the demo and the tests. Its
 * entries, in `dataDir/directory`, survive a `kill -9` at any instant. `bindDn` is the service account, which alone may
 * search and write. Throws when the port is taken.
 */
export async function startEmbeddedDirectory({
  dataDir,
  port,
  baseDn,
  bindDn,
  bindPassword,
  passwordCost = usualCost,
}: {
  dataDir: string;
  port: number;
  baseDn: string;
  bindDn: string;
  bindPassword: string;
  passwordCost?: number;
}): Promise<EmbeddedDirectory> {
  const store = await openStore(join(dataDir, "directory", "entries.json"), baseDn, passwordCost);
  const account = { dn: bindDn, password: bindPassword };
  const server = createServer();
  const root = "";
  const changes = new Set<Promise<void>>();
  const kept = (change: Promise<void>) => {
    changes.add(change);
    return change.finally(() => changes.delete(change));
  };
  server.bind(
    root,
    answering((request) => bind(store, account, request)),
  );
  server.search(
    root,
    answering((request, response) => search(store, account, request, response)),
  );
  server.modify(
    root,
    answering((request) => kept(modify(store, account, request))),
  );
  server.exop(
    passwordModifyOid,
    answering((request) => kept(modifyPassword(store, account, request))),
  );

  const sockets = new Set<Socket>();
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // Data that is not LDAP ends its own connection, and nothing else.
  server.on("error", () => {});

  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    store,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await Promise.allSettled(changes);
    },
  };
}
