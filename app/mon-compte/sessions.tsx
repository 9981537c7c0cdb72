import { getLocale, getTranslations } from "next-intl/server";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Notice } from "@/app/ui/notice";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import { dayAndTime } from "@/lib/http/day";
import { type OwnSession, readSessions } from "@/lib/own-account/read-sessions";
import { services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { closeOtherSessionsAction } from "./sessions-actions";

/** Where a person is signed in, and the button that ends every other session. `closed`: how many it has just ended. */
export async function Sessions({ visitor, closed }: { visitor: Visitor; closed: number | null }) {
  const t = await getTranslations("account.sessions");
  const locale = await getLocale();
  const { timeZone } = services().institution;
  const open = await readSessions(services(), visitor);
  const instant = (at: Date) => dayAndTime(at, locale, timeZone);
  const place = ({ network, address }: OwnSession) =>
    network ? t("inside", { network }) : `${t("outside")}, ${t("address", { address })}`;
  return (
    <section className="flow" aria-labelledby="sessions">
      <h2 id="sessions">{t("title")}</h2>
      {closed !== null && (
        <Notice tone="done" title={t("closed.title", { count: closed })}>
          <p>{t("closed.text")}</p>
        </Notice>
      )}
      <Rows as="dl">
        {open.map((session) => (
          <div key={session.id}>
            <dt>{session.isThisOne ? t("thisOne") : t("other")}</dt>
            <dd>{place(session)}</dd>
            <dt>{raised(t("seen", { started: instant(session.startedAt), seen: instant(session.lastSeenAt) }))}</dt>
          </div>
        ))}
      </Rows>
      {open.length > 1 ? (
        <Form action={closeOtherSessionsAction}>
          <Actions>
            <Submit kind="second">{t("closeAll")}</Submit>
          </Actions>
        </Form>
      ) : (
        <p className="soft">{t("alone")}</p>
      )}
    </section>
  );
}
