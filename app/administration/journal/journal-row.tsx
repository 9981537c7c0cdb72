import { useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "@/app/ui/icons";
import type { JournalLine } from "@/lib/audit/last-lines";
import { kindWord, outcomeWords, reasonsOf } from "@/lib/audit/words";
import { dateFormat } from "@/lib/date-format";
import type { Locale } from "@/lib/http/locale";
import { institution } from "@/lib/institution";

const icons: Record<JournalLine["outcome"], IconName> = {
  begun: "circle",
  succeeded: "check",
  refused: "stop",
  failed: "cross",
  interrupted: "cross",
};

/** One line in clear words: its codes where no words are known for them, since a line is never hidden. */
export function JournalRow({ line }: { line: JournalLine }) {
  const t = useTranslations("journal");
  const kind = kindWord(line.kind);
  const details = Object.entries(line.details ?? {}).map(([name, value]) =>
    t.has(`details.${name}`) ? t(`details.${name}`, { value: String(value) }) : `${name} ${value}`,
  );
  const reasons = reasonsOf(line.reason).map((reason) =>
    t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason,
  );
  return (
    <tr>
      <td>
        <At instant={line.at} />
      </td>
      <th scope="row">
        {kind ? t(`kinds.${kind}`) : line.kind}
        {details.length > 0 && <small>{details.join(", ")}</small>}
      </th>
      <td>
        <span className={`outcome ${line.outcome}`}>
          <Icon name={icons[line.outcome]} /> {t(`outcomes.${outcomeWords[line.outcome]}`)}
        </span>
        {reasons.length > 0 && <small>{reasons.join(", ")}</small>}
      </td>
      <td>{line.actor ?? <span className="soft">{t(line.address ? "nobody" : "service")}</span>}</td>
      <td>{line.subject}</td>
      <td>
        {line.network}
        {line.address && <small>{line.address}</small>}
      </td>
    </tr>
  );
}

/** Day and second, in the institution's time zone; the exact instant, in UTC, for whoever copies it. */
function At({ instant }: { instant: Date }) {
  const locale = useLocale() as Locale;
  const { timeZone } = institution();
  const day = dateFormat(locale, { day: "numeric", month: "short", timeZone }).format(instant);
  const time = dateFormat(locale, { timeStyle: "medium", timeZone }).format(instant);
  return (
    <time className="nb" dateTime={instant.toISOString()}>
      {day}, {time}
    </time>
  );
}
