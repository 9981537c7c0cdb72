import { useTranslations } from "next-intl";
import { Icon } from "@/app/ui/icons";
import { Link } from "@/app/ui/link";
import { type JournalQuestion, queryOf } from "@/lib/audit/filter";

const everyPage = { before: null, after: null };

/** Links to the same lines as files. Nothing prefetches plain links: each export adds a line to the journal. */
export function Takeaways({ question }: { question: JournalQuestion }) {
  const t = useTranslations("journal.export");
  const query = queryOf({ ...question, ...everyPage });
  const path = (format: string) => `/administration/journal/journal.${format}${query && `?${query}`}`;
  return (
    <p className="takeaways">
      <span>{t("label")}</span>
      <a href={path("csv")}>{t("csv")}</a>
      <a href={path("jsonl")}>{t("jsonl")}</a>
    </p>
  );
}

/** Links to the pages before and after this one. */
export function Turns({
  question,
  newer,
  older,
}: {
  question: JournalQuestion;
  newer: number | null;
  older: number | null;
}) {
  const t = useTranslations("journal");
  if (newer === null && older === null) return null;
  const path = (place: Partial<JournalQuestion>) =>
    `/administration/journal?${queryOf({ ...question, ...everyPage, ...place })}`;
  return (
    <nav className="turns" aria-label={t("pages")}>
      {newer !== null && (
        <Link href={path({ after: newer })}>
          <Icon name="arrow-left" /> {t("newer")}
        </Link>
      )}
      {older !== null && (
        <Link href={path({ before: older })}>
          {t("older")} <Icon name="arrow-right" />
        </Link>
      )}
    </nav>
  );
}
