import type { ServerResponse } from "node:http";

/** The headers of every answer. The middleware sets what changes from one answer to the next (the nonce). */
const headersOfAll = {
  "x-content-type-options": "nosniff",
  // Not `no-referrer`: forms would then post `Origin: null`.
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

/** RFC 6797: browsers heed it over https alone. */
const headersOfHttps = { "strict-transport-security": "max-age=31536000" };

/** Returns the headers of every answer, by name. */
export function commonHeaders({
  isApi,
  isHttps = false,
}: {
  isApi: boolean;
  isHttps?: boolean;
}): Record<string, string> {
  return { ...(isApi ? headersOfApi : headersOfAll), ...(isHttps && headersOfHttps) };
}

/**
 * Sets the common headers that are missing: an answer may set its own, as a mail of the demo sets its own policy. Call
 * it when the head leaves: set sooner, they would replace a route's own.
 */
export function setMissingHeaders(reply: ServerResponse, asked: { isApi: boolean; isHttps: boolean }): void {
  for (const [name, value] of Object.entries(commonHeaders(asked))) {
    if (!reply.hasHeader(name)) reply.setHeader(name, value);
  }
}
