import { type ProblemSlug, problem } from "./problem";

/** The longest body of a call, in bytes: ten times the longest honest one. */
const largestBody = 16_384;

type Body<T> = { ok: true; value: T } | { ok: false; refusal: Promise<Response> };

/** Reads the body, which the front server holds whole, as text: 413 when it is too long, 400 when it is not UTF-8. */
export async function readText(request: Request): Promise<Body<string>> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > largestBody) return refused("requete-trop-longue", 413);
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return refused("requete-illisible", 400);
  }
}

/** Reads the body as a JSON object, else 400. An empty body is an empty object, so that missing fields are listed. */
export async function readJson(request: Request): Promise<Body<Record<string, unknown>>> {
  const text = await readText(request);
  if (!text.ok) return text;
  try {
    const value: unknown = text.value.trim() ? JSON.parse(text.value) : {};
    if (isObject(value)) return { ok: true, value };
  } catch {
    // Not JSON: the same answer as for JSON that is not an object.
  }
  return refused("requete-illisible", 400);
}

/** True when the request declares this media type, and UTF-8 if it declares a charset: nothing else is read here. */
export function carries(request: Pick<Request, "headers">, mediaType: string): boolean {
  const [given = "", ...parameters] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  const charsets = parameters.map((each) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(each)?.[1]).filter(Boolean);
  return given.trim() === mediaType && charsets.every((charset) => charset === "utf-8" || charset === "utf8");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(slug: ProblemSlug, status: number): { ok: false; refusal: Promise<Response> } {
  return { ok: false, refusal: problem(slug, status) };
}
