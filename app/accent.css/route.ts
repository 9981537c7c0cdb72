import { institution } from "@/lib/institution";
import { accentStyle } from "@/lib/look/accent";

/** The institution's colour: a style sheet of its own, since the pages admit no inline style. Its address changes with the colour. */
export function GET(): Response {
  return new Response(accentStyle(institution().accent), {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=31536000, immutable" },
  });
}
