import { dataOfficers } from "@/app/administration/access";
import { isFromOwnPages } from "@/app/api/own-pages";
import { unavailability } from "@/lib/errors";
import { textOf } from "@/lib/forms/text-of";
import { exportPersonalData } from "@/lib/right-of-access/export-personal-data";
import { services } from "@/lib/services";
import { admitToRoute } from "@/lib/session/guards";

const page = "/administration/donnees";

/**
 * Returns one person's file. It requires a POST, like the printing of sheets: no other site can download it in the
 * officer's name, and no URL, which logs and histories keep, reveals the person.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isFromOwnPages(request)) return seeOther("/refus/origine");
  const admitted = await admitToRoute(dataOfficers);
  if (admitted instanceof Response) return admitted;
  const formData = await request.formData().catch(() => new FormData());
  try {
    const taken = await exportPersonalData(services(), admitted, textOf(formData.get("identifier")));
    return taken ? download(taken) : seeOther(page);
  } catch (error) {
    if (unavailability(error)) return seeOther(`${page}?donnees=indisponibles`);
    throw error;
  }
}

/** A visitor who comes from the address bar, or had to sign in again, returns to the form. */
export const GET = () => seeOther(page);

function download({ identifier, document }: { identifier: string; document: string }): Response {
  const name = identifier.replace(/@.*/, "").replace(/[^a-z0-9._-]/g, "-");
  return new Response(document, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="donnees-${name}.json"`,
      "cache-control": "no-store",
    },
  });
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
