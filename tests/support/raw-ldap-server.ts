import { createServer, type Socket } from "node:net";

export interface RawLdapServer {
  url: string;
  close(): Promise<void>;
}

/** The reply to a request: bytes, after which the connection may be cut. */
export interface Reply {
  bytes: Buffer;
  thenCuts?: boolean;
}

/** Starts a server that accepts every bind, and sends `reply` for each other request, be it LDAP or not. */
export async function startRawLdapServer(reply: (messageId: number) => Reply): Promise<RawLdapServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      for (const { messageId, operation } of requestsIn(bytes)) {
        if (operation === 0x42) return;
        const { bytes, thenCuts } = operation === 0x60 ? { bytes: result(messageId, 0x61) } : reply(messageId);
        if (thenCuts) socket.end(bytes);
        else socket.write(bytes);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  return {
    url: `ldap://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * Reads requests as our client writes them: lengths of one to three bytes, numbers of one, whole requests per chunk.
 */
function requestsIn(bytes: Buffer): { messageId: number; operation: number }[] {
  const found = [];
  for (let rest = bytes; rest.length > 0; ) {
    const first = rest[1] ?? 0;
    const count = first < 0x80 ? 0 : first & 0x7f;
    const length = count === 0 ? first : rest.readUIntBE(2, count);
    const content = rest.subarray(2 + count, 2 + count + length);
    found.push({ messageId: content[2] ?? 0, operation: content[3] ?? 0 });
    rest = rest.subarray(2 + count + length);
  }
  return found;
}

/** Returns an LDAPMessage (RFC 4511, section 4.1.1) of less than 128 bytes. */
export function message(messageId: number, operation: number, content: number[]): Buffer {
  const body = [0x02, 0x01, messageId, operation, content.length, ...content];
  return Buffer.from([0x30, body.length, ...body]);
}

/** Returns an LDAPResult without a message. */
export function result(messageId: number, operation: number, code = 0): Buffer {
  return message(messageId, operation, [0x0a, 0x01, code, 0x04, 0x00, 0x04, 0x00]);
}
