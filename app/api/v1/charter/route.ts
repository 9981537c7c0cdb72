import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { charterInForce } from "@/lib/charter/in-force";

/** The charter in force, letter for letter, in the caller's language. */
export const GET = apiRoute(async ({ locale, services }) => {
  const { version, title, sha256, publishedAt, markdown } = await charterInForce(
    services.db,
    services.clock.now(),
    locale,
  );
  return Response.json(
    { version, locale, title, sha256, publishedAt, markdown },
    { headers: { "content-language": locale, "cache-control": "no-store" } },
  );
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
