import { getLocale, getTranslations } from "next-intl/server";
import { writeCsv } from "@/lib/csv/write-csv";
import { download } from "@/lib/http/download";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { figureNames, readFigure } from "@/lib/statistics/figures";
import { readPeriod } from "@/lib/statistics/period";
import { overseers } from "../../access";
import { wordsOf } from "../words";

/** The numbers of one plot, as a file: `/administration/statistiques/funnel.csv?periode=month`. */
export async function GET(request: Request, { params }: { params: Promise<{ figure: string }> }): Promise<Response> {
  await requireRole(overseers);
  const asked = (await params).figure;
  const name = figureNames.find((each) => `${each}.csv` === asked);
  if (!name) return new Response(null, { status: 404 });
  const figure = await readFigure(services(), name, readPeriod(new URL(request.url).searchParams.get("periode")));
  const words = wordsOf(await getTranslations("statistics"), await getLocale(), figure);
  async function* lines() {
    // Days are written so that spreadsheets sort them; everything else is in words.
    yield figure.lines.map(({ key, counts }, index) => [
      figure.by === "day" ? key : (words.lines[index] ?? key),
      ...counts,
    ]);
  }
  return download(
    `${name}.csv`,
    "text/csv; charset=utf-8; header=present",
    writeCsv([words.by, ...words.series], lines()),
  );
}
