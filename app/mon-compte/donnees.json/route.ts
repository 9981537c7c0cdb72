import { unavailability } from "@/lib/errors";
import { exportOwnData } from "@/lib/own-account/export-own-data";
import { services } from "@/lib/services";
import { requireVisitor } from "@/lib/session/guards";

/** All that the service has about the person signed in, in one file: the right of access (GDPR, article 15). */
export async function GET(): Promise<Response> {
  const owner = await requireVisitor();
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  try {
    const document = await exportOwnData(services(), owner);
    const disposition = { "content-disposition": 'attachment; filename="mes-donnees.json"' };
    return new Response(document, { headers: { ...headers, ...disposition } });
  } catch (error) {
    const away = unavailability(error);
    if (!away) throw error;
    const location = "/mon-compte?donnees=indisponibles";
    return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
  }
}
