import { unavailability } from "@/lib/errors";
import { exportOwnData } from "@/lib/own-account/export-own-data";
import { services } from "@/lib/services";
import { requireStudent } from "@/lib/session/guards";

/** All that the service holds of the signed-in student, in one file: the right of access (GDPR, article 15). */
export async function GET(): Promise<Response> {
  const student = await requireStudent();
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  try {
    const document = await exportOwnData(services(), student);
    const disposition = { "content-disposition": 'attachment; filename="mes-donnees.json"' };
    return new Response(document, { headers: { ...headers, ...disposition } });
  } catch (error) {
    const away = unavailability(error);
    if (!away) throw error;
    const location = "/mon-compte?donnees=indisponibles";
    return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
  }
}
