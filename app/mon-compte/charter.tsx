import { getLocale, getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { raised } from "@/app/ui/raised";
import { acceptancesOf } from "@/lib/charter/accept";
import { charterStatus } from "@/lib/charter/status";
import { dayInWords } from "@/lib/http/day";
import { services } from "@/lib/services";

/** The charters that a person accepted, each with its receipt, and the one in force, to be accepted when it is another. */
export async function Charter({ studentId, href }: { studentId: string; href: string }) {
  const t = await getTranslations("charter.account");
  const { db, clock, institution } = services();
  const status = await charterStatus(db, clock.now(), studentId);
  const acceptances = await acceptancesOf(db, studentId);
  const [latest] = acceptances;
  const locale = await getLocale();
  const dayOf = (at: Date) => dayInWords(at, locale, institution.timeZone, true);
  return (
    <section className="flow" aria-labelledby="charter">
      <h2 id="charter">{t("title")}</h2>
      {acceptances.length === 0 && <p>{t("never")}</p>}
      <ul className="stitch-list">
        {acceptances.map(({ id, version, locale: language, acceptedAt }) => (
          <li key={id}>
            {raised(t("acceptedOn", { version, day: dayOf(acceptedAt), language }))}{" "}
            <a href={`/mon-compte/charte/${id}/recepisse.pdf`}>{t("receipt", { version })}</a>
          </li>
        ))}
      </ul>
      {status?.accepted && latest && latest.version !== status.version && (
        <p>{t("editorial", { version: status.version })}</p>
      )}
      {status?.accepted === false && (
        <p>
          {t.rich("replaced", {
            version: status.version,
            link: (chunks) => <Link href="/charte/acceptation">{chunks}</Link>,
          })}
        </p>
      )}
      {status?.accepted && (
        <p className="one-link">
          <Link href={href}>{t("read")}</Link>
        </p>
      )}
    </section>
  );
}
