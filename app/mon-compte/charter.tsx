import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { latestAcceptance } from "@/lib/charter/accept";
import { charterStatus } from "@/lib/charter/status";
import { dayInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import { services } from "@/lib/services";

/** The charter that a signed-in student accepted, in « Mon compte », and the way to the one in force when it is another. */
export async function Charter({ studentId }: { studentId: string }) {
  const t = await getTranslations("charter.account");
  const { db, clock, institution } = services();
  const { accepted, version } = await charterStatus(db, clock.now(), studentId);
  const latest = await latestAcceptance(db, studentId);
  const day = latest && dayInWords(latest.acceptedAt, (await getLocale()) as Locale, institution.timeZone, true);
  return (
    <section className="flow" aria-labelledby="charter">
      <h2 id="charter">{t("title")}</h2>
      <p>{latest && day ? t("acceptedOn", { version: latest.version, day }) : t("never")}</p>
      {accepted && latest && latest.version !== version && <p>{t("editorial", { version })}</p>}
      {!accepted && (
        <p>{t.rich("replaced", { version, link: (chunks) => <Link href="/charte/acceptation">{chunks}</Link> })}</p>
      )}
    </section>
  );
}
