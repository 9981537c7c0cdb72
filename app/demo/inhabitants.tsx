import { getTranslations } from "next-intl/server";
import { selectStandings } from "@/lib/demo/queries";
import type { Services } from "@/lib/services";
import { AfreshForm } from "./afresh-form";
import { DemoStaff, DemoStudents } from "./people";
import { Stories } from "./stories";

/** The demo people, what to try as them, and the way back to their first day. */
export async function Inhabitants({ services: { db, clock } }: { services: Services }) {
  const t = await getTranslations("demo");
  return (
    <>
      <h2 id="histoires">{t("stories.title")}</h2>
      <p className="soft tap-to-copy">{t("tapToCopy")}</p>
      <Stories />
      <h2 id="etudiants">{t("students.title")}</h2>
      <p className="soft">{t("students.note")}</p>
      <DemoStudents standings={await selectStandings(db)} now={clock.now()} />
      <h2 id="personnel">{t("staff.title")}</h2>
      <DemoStaff />
      <h2 id="recommencer">{t("afresh.title")}</h2>
      <AfreshForm />
    </>
  );
}
