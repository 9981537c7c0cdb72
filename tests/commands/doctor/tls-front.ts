import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { connect as connectSecurely, createServer } from "node:tls";
import { freePort } from "@/embedded/free-port";
import type { Certificate } from "./authority";

/** Speaks LDAPS with that certificate, and says on to a server on loopback what it hears; its answers `delay` milliseconds later. */
export async function startTlsFront(
  certificate: Certificate,
  target: { url: string; caFile?: string },
  { delay = 0 } = {},
) {
  const { hostname, port: targetPort, protocol } = new URL(target.url);
  const open = (): Socket => {
    const place = { host: hostname, port: Number(targetPort) || (protocol === "ldaps:" ? 636 : 389) };
    return target.caFile ? connectSecurely({ ...place, ca: readFileSync(target.caFile) }) : connect(place);
  };
  const sockets = new Set<Socket>();
  const server = createServer(certificate, (client) => {
    const behind = open();
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    client.on("data", (bytes) => behind.write(bytes)).once("close", () => behind.destroy());
    behind
      .on("data", (bytes) => setTimeout(() => client.write(bytes), delay))
      .once("close", () => setTimeout(() => client.destroy(), delay));
  });
  server.on("tlsClientError", () => {});
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `ldaps://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
