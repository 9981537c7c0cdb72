import { z } from "zod";
import { isFromOwnPages } from "@/app/api/own-pages";
import { dayOf } from "@/lib/calendar";
import { selectionInput } from "@/lib/credential-sheet/input";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import { unavailability } from "@/lib/errors";
import { readForm } from "@/lib/forms/read-form";
import { streamOf } from "@/lib/http/stream-of";
import { services } from "@/lib/services";
import { admitToRoute } from "@/lib/session/guards";
import type { Office } from "../offices";
import { runPath } from "../paths";

const input = z.looseObject({ id: z.uuid() });

/** Answers with the PDF, generated while it is sent, and stored nowhere; or leads back to a page that says why not. */
export async function printSheets(office: Office, request: Request): Promise<Response> {
  if (!isFromOwnPages(request)) return seeOther("/refus/origine");
  const admitted = await admitToRoute(office.roles);
  if (admitted instanceof Response) return admitted;
  const formData = await request.formData().catch(() => new FormData());
  const asked = readForm(input, formData);
  const selection = readForm(selectionInput(office.population), formData);
  if (!asked.ok || !selection.ok) return seeOther(office.paths.sheets);
  const { visitor: actor, caller } = admitted;
  const run = { id: asked.value.id, selection: selection.value, actor, caller };
  try {
    const outcome = await issueSheets(services(), run);
    if (outcome.ok) return download(office, streamOf(outcome.pdf));
    return seeOther(outcome.reason === "asked-before" ? runPath(office, run.id) : office.paths.sheets);
  } catch (error) {
    // That page itself says that the database is unavailable.
    if (unavailability(error)) return seeOther(office.paths.sheets);
    throw error;
  }
}

/** Returns a redirection to the choice, for people who come back through the address bar, or had to sign in again. */
export function backToChoice({ paths }: Office): Response {
  return seeOther(paths.sheets);
}

function download({ printed }: Office, body: ReadableStream<Uint8Array>): Response {
  const { clock, institution } = services();
  const name = `${printed}-${dayOf(clock.now(), institution.timeZone)}.pdf`;
  return new Response(body, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      // A proxy that buffers the answer would keep the secrets, and hide the progress.
      "x-accel-buffering": "no",
    },
  });
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
