import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { isApiPath, localeOf } from "./asked";
import { commonHeaders } from "./headers-of-all";
import { outageAnswer } from "./outage";
import { Reply } from "./reply";

/** Statuses by Node's error code; any other code means that the request cannot be read. */
const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_INVALID_METHOD: 501,
};

/** Milliseconds that a client has to read the answer; what it still sends meanwhile is discarded. */
const linger = 2_000;

/** Answers a connection whose request could not be read, or stopped halfway, in the same form as any other failure. */
export function answerUnread(error: Error & { code?: string; rawPacket?: Buffer }, socket: Duplex): void {
  const status = statuses[error.code ?? ""] ?? 400;
  // Node keeps here the answer that is due on this socket.
  const { _httpMessage: due } = socket as Duplex & { _httpMessage?: unknown };
  if (due instanceof Reply) {
    due.shouldKeepAlive = false;
    due.fail(status);
  } else if (error.code === "ECONNRESET") {
    socket.destroy();
  } else if (socket.writable) {
    socket.end(written(status, error.rawPacket?.toString("latin1") ?? ""));
    setTimeout(() => socket.destroy(), linger).unref();
  }
}

/** Returns a whole HTTP answer. `heard` is the part of the request that was received, if any. */
function written(status: number, heard: string): string {
  const [, path = ""] = /^\S+ (\S+)/.exec(heard) ?? [];
  const header = (name: string) => new RegExp(`^${name}:(.*)$`, "im").exec(heard)?.[1];
  const locale = localeOf({ cookie: header("cookie"), "accept-language": header("accept-language") });
  const requestId = randomUUID();
  const isApi = isApiPath(path);
  const { headers, body } = outageAnswer({ status, away: undefined, locale, requestId, isApi });
  const lines = Object.entries({
    ...commonHeaders({ isApi }),
    ...headers,
    "content-length": Buffer.byteLength(body),
    "x-request-id": requestId,
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n");
}
