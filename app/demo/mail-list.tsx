import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { Link } from "@/app/ui/link";
import { Rows } from "@/app/ui/rows";
import type { KeptMail } from "@/lib/demo/mailbox";
import { institution } from "@/lib/institution";
import { dayAndTime } from "@/lib/mail/templates/words";

const shown = 8;

/** The mailbox of the demo, newest first. */
export function MailList({ mails }: { mails: readonly KeptMail[] }) {
  const t = useTranslations("demo.mails");
  const locale = useLocale();
  const { timeZone } = institution();
  return (
    <>
      <p className="soft">{mails.length === 0 ? t("none") : t("note")}</p>
      {mails.length > 0 && (
        <Rows as="ul">
          {mails.slice(0, shown).map(({ id, subject, to, date }) => (
            <li key={id}>
              <Link href={`/demo/courrier/${id}`}>{subject}</Link>
              <p className="soft small mail-line">
                {t("to", { to })} · {dayAndTime(new Date(date), locale, timeZone)}
              </p>
            </li>
          ))}
        </Rows>
      )}
      {mails.length > shown && <p className="soft small">{t("more", { count: mails.length - shown })}</p>}
      <ButtonLink href="/demo#courrier" kind="second">
        {t("refresh")}
      </ButtonLink>
    </>
  );
}
