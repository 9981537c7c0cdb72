import { connect, createServer, type Socket } from "node:net";

/** A proxy between a client and a server: it counts what goes to the server, stops the flow, and cuts it. */
export interface TcpProxy {
  port: number;
  /** Bytes that clients have sent so far. */
  readonly sent: number;
  /** Connections that clients have opened so far. */
  readonly opened: number;
  /** Still accepts connections, but lets nothing through in either direction. */
  freeze(): void;
  /** Loses the server's answers until `thaw`; what clients send still reaches it. */
  loseAnswers(): void;
  /** Calls `seen` once, before data that contains these bytes goes to the server. */
  before(bytes: string, seen: () => void): void;
  thaw(): void;
  /** Breaks every open connection. */
  cut(): void;
  close(): Promise<void>;
}

/** From `host`, a loopback address, to 127.0.0.1. */
export async function startTcpProxy(targetPort: number, port: number, host = "127.0.0.1"): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let sent = 0;
  let opened = 0;
  let isFrozen = false;
  let losesAnswers = false;
  let awaited: { bytes: string; seen: () => void } | null = null;

  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    if (isFrozen) socket.pause();
    socket.on("error", () => {});
    socket.once("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    opened++;
    client.on("data", (bytes) => {
      sent += bytes.length;
    });
    keep(client, target);
    keep(target, client);
    client.on("data", (bytes) => {
      if (awaited && bytes.includes(awaited.bytes)) {
        const { seen } = awaited;
        awaited = null;
        seen();
      }
      target.write(bytes);
    });
    target.on("data", (bytes) => losesAnswers || client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));

  return {
    port,
    get sent() {
      return sent;
    },
    get opened() {
      return opened;
    },
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    loseAnswers() {
      losesAnswers = true;
    },
    before(bytes, seen) {
      awaited = { bytes, seen };
    },
    thaw() {
      isFrozen = false;
      losesAnswers = false;
      for (const socket of sockets) socket.resume();
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
