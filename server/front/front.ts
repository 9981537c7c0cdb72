import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { withOnePatience } from "@/db/patience";
import { withinOneRequest } from "@/lib/directory/request-deadline";
import type { Env } from "@/lib/env";
import { type Answer, answers } from "@/lib/http/answer";
import { whoCalls } from "@/lib/network/client-address";
import { isInternalApi } from "@/lib/network/internal-paths";
import { parseNetworks, parseRanges } from "@/lib/network/ranges";
import { callerHeader, readSealedCaller, sealCaller } from "@/lib/network/seal";
import type { Access } from "./access-log";
import { isApiPath, localeOf } from "./asked";
import { methodsOf, refusalOf } from "./methods";
import { setOwnOrigin, stripForgedHeaders } from "./own-headers";
import { uploadsInto } from "./pass-upload";
import { readWhole } from "./read-whole";
import { isUpload } from "./receive-upload";
import type { Reply } from "./reply";

/**
 * What stands between the network and Next: it works out who calls and seals it, takes away what a client could forge, bounds what
 * is sent, and sees to it that every answer is one that we wrote. `seal` is the secret of this start.
 */
export function frontOf(
  next: RequestListener<typeof IncomingMessage, typeof Reply>,
  env: Env,
  seal: string,
  log: (access: Access) => void,
): RequestListener<typeof IncomingMessage, typeof Reply> {
  const trustedProxies = parseRanges(env.trustedProxies);
  const internalNetworks = parseNetworks(env.internalNetworks);

  const answer: typeof next = (request, reply) => withinOneRequest(() => withOnePatience(() => next(request, reply)));
  const passUpload = uploadsInto(answer, env);

  return (request, reply) => {
    const began = performance.now();
    const requestId = randomUUID();
    const { headers, method, socket } = request;
    const path = request.url?.split("?", 1)[0] ?? "";
    // Next asking on behalf of a browser, after an action that redirects: the caller is that browser, not this machine.
    const onBehalf = readSealedCaller([headers[callerHeader] ?? []].flat()[0], seal);
    const { note, ...caller } = onBehalf
      ? { ...onBehalf, note: null }
      : whoCalls({ socketAddress: socket.remoteAddress, headers, trustedProxies, internalNetworks });
    const wanted: Answer = { requestId, headers: {} };
    const isApi = isApiPath(path);
    reply.asked = { locale: localeOf(headers), isApi, wanted };
    reply.once("close", () => {
      const milliseconds = Math.round(performance.now() - began);
      const { address, network } = caller;
      log({ requestId, method, path, status: reply.statusCode, milliseconds, address, network, note });
    });

    if (!isReadable(path)) return reply.fail(400);
    if (!saysItsHost(request)) {
      reply.shouldKeepAlive = false;
      return reply.fail(400);
    }
    const allowed = methodsOf({ isApi });
    if (!allowed.includes(method ?? "")) return reply.fail(refusalOf(method));
    // Next would answer 400: it has no idea of which methods a page has.
    if (method === "OPTIONS" && !isApi) return reply.writeHead(204, { allow: allowed.join(", ") }).end();
    if (!isExpected(headers)) return reply.fail(417);
    stripForgedHeaders(headers);
    setOwnOrigin(headers, env);
    headers[callerHeader] = sealCaller({ ...caller, requestId }, seal);
    // The first gate of the API, as the middleware is that of the pages. Never the only lock: each route asks again.
    if (!caller.isInternal && isInternalApi(path)) request.url = refusedOutside;
    answers.run(wanted, async () => {
      try {
        if (caller.isInternal && isUpload(request)) return await passUpload(request, reply);
        const whole = hasBody(request) ? await readWhole(request) : request;
        if (whole) await answer(whole, reply);
        else reply.fail(413);
      } catch (error) {
        console.error(`request ${requestId}: failed`, error);
        reply.fail(500);
      }
    });
  };
}

/** The route that answers for what the internal network alone may call. */
const refusedOutside = "/api/refus/hors-reseau";

/** A path, and not an address, whose percent-encoding is one of UTF-8. */
function isReadable(path: string): boolean {
  if (!path.startsWith("/") || path.includes("\\")) return false;
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** As HTTP/1.1 asks for (RFC 9112, 3.2). */
function saysItsHost({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.host !== undefined || httpVersion === "1.0";
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** There is one expectation that a server can meet (RFC 9110, 10.1.1), and Node meets it. */
function isExpected({ expect }: IncomingMessage["headers"]): boolean {
  return expect === undefined || expect.toLowerCase() === "100-continue";
}
