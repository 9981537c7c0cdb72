import type { IncomingMessage, RequestListener } from "node:http";
import type { Env } from "@/lib/env";
import { uploads } from "@/lib/http/upload";
import { isOwnOrigin } from "@/lib/network/origin";
import { withBody } from "./read-whole";
import { receiveUpload } from "./receive-upload";
import type { Reply } from "./reply";

type Next = RequestListener<typeof IncomingMessage, typeof Reply>;

/** Files that this process receives and reads at once: each takes space on the disk. */
const uploadsAtOnce = 2;

/** The page checks whose session it is; without this cookie there is none. */
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token=[^;]/;

/**
 * Returns a function that passes files to Next through the disk: the page gets an empty body, and finds the file beside
 * it. Nothing is kept of a request from another origin or without a session: the page refuses it unread. With two files
 * in progress, or a full disk: 503.
 */
export function uploadsInto(next: Next, env: Env): (request: IncomingMessage, reply: Reply) => Promise<void> {
  let underWay = 0;
  return async (request, reply) => {
    if (!mayBeKept(request.headers, env)) return void next(withBody(request, Buffer.alloc(0)), reply);
    reply.asked.wanted.away = "uploads";
    if (underWay >= uploadsAtOnce) return reply.fail(503);
    underWay++;
    reply.once("close", () => underWay--);
    const upload = await receiveUpload(request, reply);
    if (!upload) return reply.fail(503);
    delete reply.asked.wanted.away;
    await uploads.run(upload, () => next(withBody(request, Buffer.alloc(0)), reply));
  };
}

function mayBeKept(headers: IncomingMessage["headers"], { publicUrl, isDemo, port }: Env): boolean {
  const secFetchSite = [headers["sec-fetch-site"] ?? []].flat()[0] ?? null;
  const isOwn = isOwnOrigin({ origin: headers.origin ?? null, secFetchSite, publicUrl, isDemo, port });
  return isOwn && sessionCookie.test(headers.cookie ?? "");
}
