import { useLocale, useTranslations } from "next-intl";
import { Timer } from "@/app/ui/timer";
import { openMinutes } from "@/lib/desk-reset/rules";
import { hourOf } from "@/lib/http/hour";
import { secondsUntil } from "@/lib/http/seconds-until";
import { institution } from "@/lib/institution";

/** The time left to a reset, on the student's screen or phone; at zero it reloads the page, with or without scripts. */
export function DeskTimer({ expiresAt, now }: { expiresAt: Date; now: Date }) {
  const says = useTranslations("deskReset.panel.timer");
  const labels = {
    name: says("name"),
    left: says("left"),
    until: says("until", { hour: hourOf(expiresAt, useLocale(), institution().timeZone) }),
    twoMinutes: says("twoMinutes"),
    oneMinute: says("oneMinute"),
    twentySeconds: says("twentySeconds"),
  };
  return (
    <>
      <Timer endsAt={expiresAt} now={now} totalSeconds={openMinutes * 60} labels={labels} />
      <noscript>
        <meta httpEquiv="refresh" content={String(secondsUntil(expiresAt, now) + 1)} />
      </noscript>
    </>
  );
}
