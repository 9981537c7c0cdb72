import { getTranslations } from "next-intl/server";
import { overseers } from "@/app/administration/access";
import { exportAcceptances } from "@/lib/charter-evidence/export-acceptances";
import { writeCsv } from "@/lib/csv/write-csv";
import { download } from "@/lib/http/download";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";

/** Every acceptance, as proof. */
export async function GET(): Promise<Response> {
  const reader = await requireRole(overseers);
  const t = await getTranslations("charters.csv");
  const batches = await exportAcceptances(services(), reader);
  const header = [t("identifier"), t("version"), t("language"), t("sha256"), t("instant"), t("address")];
  async function* rows() {
    for await (const lines of batches) {
      yield lines.map(({ identifier, version, locale, sha256, acceptedAt, address }) => [
        ...[identifier, version, locale, sha256, acceptedAt, address],
      ]);
    }
  }
  return download("acceptations.csv", "text/csv; charset=utf-8; header=present", writeCsv(header, rows()));
}
