import { useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/ui/icons";
import { raised } from "@/app/ui/raised";
import type { JournalLine } from "@/lib/audit/lines-of";
import { dateFormat } from "@/lib/date-format";
import { dateInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { wordsOfLine } from "./line-words";

const icons: Record<JournalLine["outcome"], IconName> = {
  begun: "circle",
  succeeded: "check",
  refused: "stop",
  failed: "cross",
  interrupted: "cross",
};

/** One line of the journal. When there is no room for columns, the last three cells show the name of theirs. */
export function JournalRow({ line }: { line: JournalLine }) {
  const t = useTranslations("journal");
  const { what, details, outcome, reasons } = wordsOfLine(t, line);
  return (
    <tr>
      <td>
        <At instant={line.at} />
      </td>
      <th scope="row">
        {what}
        {details.length > 0 && <small>{details.join(", ")}</small>}
      </th>
      <td>
        <span className={`outcome ${line.outcome}`}>
          <Icon name={icons[line.outcome]} /> {outcome}
        </span>
        {reasons.length > 0 && <small>{reasons.join(", ")}</small>}
      </td>
      <td data-column={t("columns.actor")}>
        {line.actor ?? <span className="soft">{t(line.address ? "nobody" : "service")}</span>}
      </td>
      <td data-column={t("columns.subject")}>{line.subject}</td>
      <td data-column={t("columns.from")}>
        {line.network}
        {line.address && <small> {line.address}</small>}
      </td>
    </tr>
  );
}

/** Day and time to the second, in the institution's time zone; the exact instant, in UTC, is in `dateTime`. */
function At({ instant }: { instant: Date }) {
  const locale = useLocale();
  const { timeZone } = institution();
  const day = dateInWords(instant, locale, { day: "numeric", month: "short", timeZone });
  const time = dateFormat(locale, { timeStyle: "medium", timeZone }).format(instant);
  return (
    <time className="nb" dateTime={instant.toISOString()}>
      {raised(day)}, {time}
    </time>
  );
}
