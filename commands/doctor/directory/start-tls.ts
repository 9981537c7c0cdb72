import type { Socket } from "node:net";

/** An ExtendedRequest of RFC 4511, section 4.14: message 1, `1.3.6.1.4.1.1466.20037`. */
const request = Buffer.concat([Buffer.from("301d02010177188016", "hex"), Buffer.from("1.3.6.1.4.1.1466.20037")]);

/** An ExtendedResponse, up to its result code: the message's length, its number, the response's length. */
const response =
  /^30(?:[0-7].|81..|82....|83......|84........)02010178(?:[0-7].|81..|82....|83......|84........)0a01(..)/;

/** Requests TLS on a connection in clear. Returns the LDAP result code: 0 when the server is ready for it. */
export function askForTls(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let received = "";
    const read = (bytes: Buffer) => {
      received += bytes.toString("hex");
      const [, code] = response.exec(received) ?? [];
      if (code === undefined) return;
      socket.off("data", read).pause();
      resolve(Number.parseInt(code, 16));
    };
    socket.on("data", read);
    socket.once("error", reject).once("close", () => reject(new Error("closed during StartTLS")));
    socket.write(request);
  });
}
