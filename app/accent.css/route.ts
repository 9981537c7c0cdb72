import { institution } from "@/lib/institution";
import { accentStyle } from "@/lib/look/accent";

/** Returns the institution's colour as a style sheet: pages allow no inline style. Its address changes with it. */
export function GET(): Response {
  return new Response(accentStyle(institution().accent), {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=31536000, immutable" },
  });
}
