import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { Link } from "@/app/ui/link";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import type { KeptMail } from "@/lib/demo/mailbox";
import { dayAndTime } from "@/lib/http/day";
import { institution } from "@/lib/institution";

const shown = 8;

/** The mailbox of the demo, newest first, the older ones folded away. */
export function MailList({ mails }: { mails: readonly KeptMail[] }) {
  const t = useTranslations("demo.mails");
  const older = mails.slice(shown);
  return (
    <>
      <p className="soft">{mails.length === 0 ? t("none") : t("note")}</p>
      {mails.length > 0 && <Mails mails={mails.slice(0, shown)} />}
      {older.length > 0 && (
        <details className="fold">
          <summary>{t("more", { count: older.length })}</summary>
          <Mails mails={older} />
        </details>
      )}
      <ButtonLink href="/demo#courrier" kind="second">
        {t("refresh")}
      </ButtonLink>
    </>
  );
}

function Mails({ mails }: { mails: readonly KeptMail[] }) {
  const t = useTranslations("demo.mails");
  const locale = useLocale();
  const { timeZone } = institution();
  return (
    <Rows as="ul">
      {mails.map(({ id, subject, to, date }) => (
        <li key={id}>
          <Link href={`/demo/courrier/${id}`}>{subject}</Link>
          <p className="soft small mail-line">
            {t("to", { to })} · {raised(dayAndTime(new Date(date), locale, timeZone))}
          </p>
        </li>
      ))}
    </Rows>
  );
}
