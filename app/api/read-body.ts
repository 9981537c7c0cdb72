import { type ProblemSlug, problem } from "./problem";

/** The largest body that a call may have, in bytes: the longest honest one is a tenth of it. */
const largestBody = 16_384;

type Body = { ok: true; value: Record<string, unknown> } | { ok: false; refusal: Promise<Response> };

/** The JSON object of the body; an empty body reads as an empty object, so that its missing fields are named. */
export async function readBody(request: Request): Promise<Body> {
  const bytes = await readBytes(request);
  if (!bytes) return refused("requete-trop-longue", 413);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = text.trim() ? JSON.parse(text) : {};
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { ok: true, value: value as Record<string, unknown> };
    }
  } catch {
    // Not UTF-8, or not JSON: the same answer as for JSON that is no object.
  }
  return refused("requete-illisible", 400);
}

/** The whole body, or null as soon as it is too long, whatever `content-length` promised. */
async function readBytes(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length")) > largestBody) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(slug: ProblemSlug, status: number): Body {
  return { ok: false, refusal: problem(slug, status) };
}
