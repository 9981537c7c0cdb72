import { unavailability } from "@/lib/errors";
import { answerAway } from "@/lib/http/answer";
import { uploads } from "@/lib/http/upload";
import { readUploaded, uploadedFile, uploadedName } from "@/lib/http/uploaded-file";
import { inThePages } from "@/lib/register-import/actor";
import { receiveFile, refuseUnread } from "@/lib/register-import/waiting/receive-file";
import { services } from "@/lib/services";
import { admitToRoute, requireSameOrigin } from "@/lib/session/guards";
import type { Office } from "../offices";
import { reportPath } from "../paths";

/**
 * Receives the file of the import form: in a route, not an action, since Next would hold all of it in memory. The front
 * server has put it on disk (`server/front/receive-upload.ts`). Redirects to the report, which will say what the file
 * would change, or why it is refused.
 */
export async function receiveImport(office: Office, request: Request): Promise<Response> {
  await requireSameOrigin();
  const admitted = await admitToRoute(office.roles);
  if (admitted instanceof Response) return admitted;
  const { population, paths } = office;
  const actor = inThePages(admitted);
  const upload = uploads.getStore();
  if (!upload) return goTo(`${paths.import}?fichier=aucun`);
  const contentType = request.headers.get("content-type");
  try {
    if (upload.bytes === null) {
      const name = await uploadedName(upload.handle, contentType, "file");
      const file = { name, refusal: "too-large" } as const;
      return goTo(reportPath(office, await refuseUnread(services(), file, actor, population)));
    }
    const sent = await uploadedFile(upload.handle, upload.bytes, contentType, "file");
    if (!sent) return goTo(`${paths.import}?fichier=aucun`);
    const file = { name: sent.name, read: () => readUploaded(sent) };
    return goTo(reportPath(office, await receiveFile(services(), file, actor, population)));
  } catch (error) {
    const away = unavailability(error);
    if (!away) throw error;
    answerAway(away.dependency);
    return new Response(null, { status: 503, headers: { "content-type": "text/plain" } });
  }
}

/** Returns a redirection to the form, for a person who comes back through the address bar. */
export function backToForm({ paths }: Office): Response {
  return goTo(paths.import);
}

function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
