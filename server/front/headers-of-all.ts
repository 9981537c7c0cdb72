import type { ServerResponse } from "node:http";
import { env } from "@/lib/env";

/** Of every answer. What changes from one answer to the next (the nonce) is the middleware's. */
const headersOfAll = {
  "x-content-type-options": "nosniff",
  // Not `no-referrer`: a form would then post `Origin: null`.
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const headersOfApi = {
  ...headersOfAll,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

/** RFC 6797: browsers take it from any answer, and only over https. */
const headersOfHttps = { "strict-transport-security": "max-age=31536000" };

/** Returns the headers of every answer, by name. */
export function commonHeaders(isApi: boolean): Record<string, string> {
  const isHttps = env().publicUrl.startsWith("https:");
  return { ...(isApi ? headersOfApi : headersOfAll), ...(isHttps && headersOfHttps) };
}

/**
 * Sets those that nobody set: whoever answers may say otherwise, as a mail of the demo does of its own policy. As the head leaves, and no
 * sooner: a route's own header would give way to one that is there already.
 */
export function setMissingHeaders(reply: ServerResponse, isApi: boolean): void {
  for (const [name, value] of Object.entries(commonHeaders(isApi))) {
    if (!reply.hasHeader(name)) reply.setHeader(name, value);
  }
}
