import { useLocale, useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { dateInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";
import { moveClockAction } from "./actions";

/** The service's current day, and the ways to change it. */
export function ClockForm({ now, daysAhead }: { now: Date; daysAhead: number }) {
  const t = useTranslations("demo.clock");
  const locale = useLocale();
  const { timeZone } = institution();
  const day = dateInWords(now, locale, { dateStyle: "full", timeZone });
  return (
    <>
      <p>{t.rich("today", { day, time: hourOf(now, locale, timeZone), b: (chunks) => <b>{chunks}</b> })}</p>
      {daysAhead > 0 && <p className="soft">{t("ahead", { days: daysAhead })}</p>}
      <Form action={moveClockAction}>
        <Actions>
          <Submit kind="second" name="where" value="one-day-on">
            {t("forward")}
          </Submit>
          {daysAhead > 0 && (
            <Submit kind="second" name="where" value="back-to-today">
              {t("back")}
            </Submit>
          )}
        </Actions>
      </Form>
    </>
  );
}
