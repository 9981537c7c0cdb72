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
 * Returns the listener between the network and Next: it works out the caller and seals the result, removes the headers
 * that a client could forge, limits what is sent, and lets out only answers that we wrote. `seal` is the secret of this
 * start.
 */
export function frontOf(
  next: RequestListener<typeof IncomingMessage, typeof Reply>,
  env: Env,
  seal: string,
  log: (access: Access) => void,
): RequestListener<typeof IncomingMessage, typeof Reply> {
  const trustedProxies = parseRanges(env.trustedProxies);
  const internalNetworks = parseNetworks(env.internalNetworks);
  const isHttps = env.publicUrl.startsWith("https:");

  const answer: typeof next = (request, reply) => withinOneRequest(() => withOnePatience(() => next(request, reply)));
  const passUpload = uploadsInto(answer, env);

  return (request, reply) => {
    const began = performance.now();
    const requestId = randomUUID();
    const { headers, method, socket } = request;
    const path = request.url?.split("?", 1)[0] ?? "";
    // After an action that redirects, Next fetches the page for the browser: that browser is the caller, not we.
    const onBehalf = readSealedCaller([headers[callerHeader] ?? []].flat()[0], seal);
    const { note, ...caller } = onBehalf
      ? { ...onBehalf, note: null }
      : whoCalls({ socketAddress: socket.remoteAddress, headers, trustedProxies, internalNetworks });
    const wanted: Answer = { requestId, headers: {} };
    const isApi = isApiPath(path);
    reply.asked = { locale: localeOf(headers), isApi, isHttps, wanted };
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
    // Next would answer 400: it does not know which methods a page has.
    if (method === "OPTIONS" && !isApi) return reply.writeHead(204, { allow: allowed.join(", ") }).end();
    if (!isExpected(headers)) return reply.fail(417);
    stripForgedHeaders(headers);
    setOwnOrigin(headers, env);
    headers[callerHeader] = sealCaller({ ...caller, requestId }, seal);
    // The first gate of the API, as the middleware is for the pages. Never the only lock: each route checks again.
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

/** The route that refuses callers outside the internal network. */
const refusedOutside = "/api/refus/hors-reseau";

/** True for a path, not a full address, whose percent-encoding is valid UTF-8. */
function isReadable(path: string): boolean {
  if (!path.startsWith("/") || path.includes("\\")) return false;
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** True when the request has the one `Host` that HTTP/1.1 requires; HTTP/1.0 may have none (RFC 9112, 3.2). */
function saysItsHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host").length;
  return hosts === 1 || (hosts === 0 && httpVersion === "1.0");
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** True when the request expects nothing, or `100-continue`, which Node meets (RFC 9110, 10.1.1). */
function isExpected({ expect }: IncomingMessage["headers"]): boolean {
  return expect === undefined || expect.toLowerCase() === "100-continue";
}
