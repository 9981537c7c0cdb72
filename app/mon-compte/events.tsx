import { getLocale, getTranslations } from "next-intl/server";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import { dayAndTime } from "@/lib/http/day";
import { readEvents } from "@/lib/own-account/read-events";
import { type OwnEvent, staffActs } from "@/lib/own-account/rules";
import { services } from "@/lib/services";
import { eventWord } from "./event-words";

/** The latest events of a student's account: what, when and from where, without the names of staff. */
export async function Events({ identifier }: { identifier: string }) {
  const t = await getTranslations("account.events");
  const roles = await getTranslations("account.role");
  const locale = await getLocale();
  const { timeZone } = services().institution;
  const events = await readEvents(services(), identifier);
  const circumstances = ({ kind, at, network, staffRoles }: OwnEvent) => {
    const when = dayAndTime(at, locale, timeZone);
    if (kind === "session.sign-in") return when;
    const place = network ? t("inside", { network }) : t("outside");
    const who =
      staffActs(kind) && staffRoles ? t("staff", { roles: staffRoles.map((role) => roles(role)).join(", ") }) : "";
    return [when, place, who].filter(Boolean).join(", ");
  };
  return (
    <section className="flow" aria-labelledby="events">
      <h2 id="events">{t("title")}</h2>
      <p className="soft">{events.length > 0 ? t("lead") : t("none")}</p>
      <Rows as="dl">
        {events.map((event) => (
          <div key={`${event.kind} ${event.at.toISOString()}`}>
            <dt>{raised(circumstances(event))}</dt>
            <dd>{t(`kind.${eventWord(event.kind)}`, { count: event.count })}</dd>
          </div>
        ))}
      </Rows>
      <p>{t.rich("unknown", { link: (chunks) => <a href="/aide#mail-que-je-n-attendais-pas">{chunks}</a> })}</p>
    </section>
  );
}
