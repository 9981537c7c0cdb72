import { getTranslations } from "next-intl/server";
import { readRun } from "@/lib/credential-sheet/read-runs";
import { isUuid } from "@/lib/forms/uuid";
import { services } from "@/lib/services";
import { admitToRoute } from "@/lib/session/guards";
import type { Office } from "../offices";

/** Returns how far a printing is, for the page that shows its progress. */
export async function tellProgress(office: Office, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admitted = await admitToRoute(office.roles);
  if (admitted instanceof Response) return admitted;
  const { id } = await params;
  const run = isUuid(id) ? await readRun(services(), office.population, id) : null;
  const headers = { "cache-control": "no-store" };
  if (!run) return Response.json(null, { status: 404, headers });
  const t = await getTranslations("sheets.printing");
  const { state, total } = run;
  const done = run.made + run.leftOut;
  return Response.json({ state, done, total, says: t("progress", { done, total }) }, { headers });
}
