import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { activationOfBrowser } from "@/app/premiere-connexion/[population]/browser";
import { charterInForceIfAny } from "@/lib/charter/in-force";
import { isServed, populations } from "@/lib/population";

/**
 * Returns the charter in force, verbatim, in the caller's language: for the population of the first connection in
 * progress, else the one asked for, else students.
 */
export const GET = apiRoute(async ({ request, locale, services }) => {
  const activation = await activationOfBrowser();
  const asked = populations.find((population) => population === request.nextUrl.searchParams.get("population"));
  const charter = await charterInForceIfAny(
    services.db,
    services.clock.now(),
    locale,
    activation?.population ?? (asked && isServed(asked, services.institution) ? asked : "student"),
  );
  if (!charter) return problem("introuvable", 404);
  const { version, title, sha256, publishedAt, markdown } = charter;
  return Response.json(
    { version, locale, title, sha256, publishedAt, markdown },
    { headers: { "content-language": locale, "cache-control": "no-store" } },
  );
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
