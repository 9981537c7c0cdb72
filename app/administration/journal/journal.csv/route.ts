import { getTranslations } from "next-intl/server";
import { writeCsv } from "@/lib/csv/write-csv";
import { dateFormat } from "@/lib/date-format";
import { download } from "@/lib/http/download";
import { institution } from "@/lib/institution";
import { exportedLines } from "../export";
import { wordsOfLine } from "../line-words";

const columns = [
  "number",
  "at",
  "instant",
  "what",
  "kind",
  "outcome",
  "reason",
  "actor",
  "roles",
  "subject",
  "network",
  "address",
  "details",
  "operation",
  "request",
] as const;

/** The journal for a spreadsheet: in plain words, and in the codes that do not change. */
export async function GET(request: Request): Promise<Response> {
  const batches = await exportedLines(request, "csv");
  const t = await getTranslations("journal");
  const { timeZone } = institution();
  // A date and time that spreadsheets recognise: 2026-11-12 14:20:05.
  const local = dateFormat("en", { dateStyle: "short", timeStyle: "medium", timeZone });
  const header = columns.map((column) => t(`csv.${column}`, { zone: timeZone }));
  async function* rows() {
    for await (const lines of batches) {
      yield lines.map((line) => {
        const { what, details, outcome, reasons } = wordsOfLine(t, line);
        const { at, kind, actor, actorRoles, subject, network, address, operationId, requestId } = line;
        return [
          ...[line.id, asSpreadsheetsRead(local, at), at, what, kind, outcome, reasons.join(", "), actor],
          ...[actorRoles?.join(" ") ?? null, subject, network, address, details.join(", "), operationId, requestId],
        ];
      });
    }
  }
  return download("journal.csv", "text/csv; charset=utf-8; header=present", writeCsv(header, rows()));
}

function asSpreadsheetsRead(format: Intl.DateTimeFormat, instant: Date): string {
  const [date = "", time = ""] = format.format(instant).split(", ");
  return `${date.split("/").reverse().join("-")} ${time}`;
}
