import { getLocale, getTranslations } from "next-intl/server";
import { raised } from "@/app/ui/raised";
import type { CharterText } from "@/lib/charter/in-force";
import { dayInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { minutesToRead } from "./outline";

/** The version's number, its date of publication, and how long it takes to read. */
export async function CharterEdition({ charter }: { charter: CharterText }) {
  const t = await getTranslations("charter");
  const day = dayInWords(charter.publishedAt, await getLocale(), institution().timeZone, true);
  return (
    <p className="soft">
      {raised(t("edition", { version: charter.version, day, minutes: minutesToRead(charter.markdown) }))}
    </p>
  );
}
