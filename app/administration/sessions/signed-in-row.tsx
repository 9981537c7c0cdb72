import { useLocale, useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";
import type { SignedIn } from "@/lib/open-sessions/read-staff-sessions";
import { endSessionsAction } from "./actions";

/** A member of staff who is signed in: since when, from which network, and the button that ends it. */
export function SignedInRow({ person, isOneself }: { person: SignedIn; isOneself: boolean }) {
  const t = useTranslations("session.open");
  const roles = useTranslations("account.role");
  const locale = useLocale();
  const { timeZone } = institution();
  const hour = (at: Date) => hourOf(at, locale, timeZone);
  const { uid, login, displayName, sessions } = person;
  return (
    <div className="flow">
      <h3>{displayName}</h3>
      <p className="small soft">{[login, ...person.roles.map((role) => roles(role))].join(", ")}</p>
      <ul className="stitch-list">
        {sessions.map(({ id, startedAt, lastSeenAt, network }) => (
          <li key={id}>
            {t("session", {
              place: network ? t("inside", { network }) : t("outside"),
              started: hour(startedAt),
              seen: hour(lastSeenAt),
            })}
          </li>
        ))}
      </ul>
      {isOneself ? (
        <p>{t.rich("yours", { link: (chunks) => <Link href="/mon-compte#sessions">{chunks}</Link> })}</p>
      ) : (
        <Form action={endSessionsAction} hidden={{ uid }}>
          <Actions>
            <Submit kind="second">{t("end", { count: sessions.length, name: displayName })}</Submit>
          </Actions>
        </Form>
      )}
    </div>
  );
}
