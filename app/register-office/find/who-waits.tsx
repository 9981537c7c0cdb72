import { getTranslations } from "next-intl/server";
import { Link } from "@/app/ui/link";
import { services } from "@/lib/services";
import { countStuckStudents } from "@/lib/student-file/find-students";
import type { StuckReason } from "@/lib/student-file/rules";
import type { Office } from "../offices";

/** How many people wait for this office, by reason; each count links to their names. */
export async function WhoWaits({ office, chosen }: { office: Office; chosen: StuckReason | null }) {
  const t = await getTranslations("studentFile.find");
  const waiting = (await countStuckStudents(services(), office.population)).filter(({ count }) => count > 0);
  return (
    <section className="flow" aria-labelledby="waiting">
      <h2 id="waiting">{t("stuckTitle")}</h2>
      {waiting.length === 0 && <p>{t("nobodyWaits")}</p>}
      <ul className="waiting">
        {waiting.map(({ reason, count }) => (
          <li key={reason}>
            <b>{count}</b>
            <Link href={`${office.paths.find}?attente=${reason}`} aria-current={reason === chosen ? "true" : undefined}>
              {t(`stuck.${reason}`)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
