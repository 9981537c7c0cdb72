import { IncomingMessage } from "node:http";

/**
 * In bytes. Our longest form is a draft of the charter in both languages, 48,000 characters: two bytes each at most in
 * French or English, and twice, since React sends a form's former answer with it, which holds what was typed.
 */
export const longestBody = 256 * 1024;

/**
 * Resolves to the request with its whole body in memory, so that nothing begins before it is known to be complete and
 * short enough. Null when it is longer than `longestBody`, whatever it announced. Never resolves when the client
 * disconnects.
 */
export function readWhole(request: IncomingMessage): Promise<IncomingMessage | null> {
  if (Number(request.headers["content-length"]) > longestBody) return Promise.resolve(null);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      // The rest is read and discarded: a client whose connection is cut while it sends never shows the answer.
      if (length > longestBody) resolve(null);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(withBody(request, Buffer.concat(chunks))));
    request.on("error", () => {});
  });
}

/** Returns the same request with this body. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket);
  const { method, url, headers, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const { "transfer-encoding": _, ...kept } = headers;
  Object.assign(whole, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  whole.headers = { ...kept, "content-length": String(body.length) };
  whole.push(body);
  whole.push(null);
  return whole;
}
