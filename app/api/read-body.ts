import { type ProblemSlug, problem } from "./problem";

/** The largest body that a call may have, in bytes: the longest honest one is a tenth of it. */
const largestBody = 16_384;

type Body<T> = { ok: true; value: T } | { ok: false; refusal: Promise<Response> };

/** The text of the body, which the front server holds whole: 413 when it is too long, 400 when it is not UTF-8. */
export async function readText(request: Request): Promise<Body<string>> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > largestBody) return refused("requete-trop-longue", 413);
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return refused("requete-illisible", 400);
  }
}

/** The JSON object of the body, else 400. An empty body reads as an empty object, so that its missing fields are named. */
export async function readJson(request: Request): Promise<Body<Record<string, unknown>>> {
  const text = await readText(request);
  if (!text.ok) return text;
  try {
    const value: unknown = text.value.trim() ? JSON.parse(text.value) : {};
    if (isObject(value)) return { ok: true, value };
  } catch {
    // Not JSON: the same answer as for JSON that is no object.
  }
  return refused("requete-illisible", 400);
}

/** True when the request says that it carries this media type, whatever its parameters. */
export function carries(request: Request, mediaType: string): boolean {
  const [given = ""] = (request.headers.get("content-type") ?? "").split(";");
  return given.trim().toLowerCase() === mediaType;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(slug: ProblemSlug, status: number): { ok: false; refusal: Promise<Response> } {
  return { ok: false, refusal: problem(slug, status) };
}
