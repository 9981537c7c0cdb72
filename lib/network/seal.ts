import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Caller } from "./caller";

/** The private header in which the front server says who calls. It replaces any that the client sent. */
export const callerHeader = "x-trousseau-caller";

const sealed: z.ZodType<Caller> = z.object({
  address: z.string(),
  network: z.string().nullable(),
  isInternal: z.boolean(),
  requestId: z.string(),
});

/** Returns the caller as a header value, signed with this start's seal, which no client knows. */
export function sealCaller({ address, network, isInternal, requestId }: Caller, seal: string): string {
  const content = Buffer.from(JSON.stringify({ address, network, isInternal, requestId })).toString("base64url");
  return `${content}.${sign(content, seal).toString("base64url")}`;
}

/** Returns the caller that our front server sealed; null for anything else, which must not count as internal. */
export function readSealedCaller(headerValue: string | null | undefined, seal: string | undefined): Caller | null {
  const [content, signature, ...rest] = headerValue?.split(".") ?? [];
  if (!seal || !content || !signature || rest.length > 0) return null;
  const expected = sign(content, seal);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return sealed.parse(JSON.parse(Buffer.from(content, "base64url").toString()));
}

function sign(content: string, seal: string): Buffer {
  return createHmac("sha256", seal).update(content).digest();
}
