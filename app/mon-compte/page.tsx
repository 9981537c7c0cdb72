import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LanguageSwitch } from "@/app/frame/language-switch";
import { wordsOf } from "@/app/register-office/words";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { readBlock } from "@/lib/account-block/read-block";
import { services } from "@/lib/services";
import { requireVisitor, studentIdOf } from "@/lib/session/guards";
import { Blocked } from "./blocked";
import { Charter } from "./charter";
import { charterHref, doorsOf } from "./doors";
import { Events } from "./events";
import { OwnData } from "./own-data";
import { Password } from "./password";
import { RecoveryEmail } from "./recovery-email";
import { Sessions } from "./sessions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("pageTitle") };
}

/** A signed-in person's own page: who they are here, and what they can do. */
export default async function AccountPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { visitor } = await requireVisitor();
  const t = await getTranslations("account");
  const query = await searchParams;
  const studentId = await studentIdOf(visitor);
  const { registerId, roles } = visitor;
  // Who has a charter of their own finds it in its section.
  const doors = doorsOf(roles).filter(({ key }) => key !== "charter" || !registerId);
  const isBlocked = studentId !== null && (await readBlock(services(), studentId)) !== null;
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      {query["mot-de-passe"] === "change" && (
        <Notice tone="done" title={t("passwordDone.title")}>
          <p>{t("passwordDone.text")}</p>
        </Notice>
      )}
      {query["mail-de-secours"] === "confirme" && <Notice tone="done" title={t("addressConfirmed")} />}
      {isBlocked && <Blocked />}
      <Rows as="dl">
        <div>
          <dt>{t("name")}</dt>
          <dd>{visitor.displayName}</dd>
        </div>
        <div>
          <dt>{t("login")}</dt>
          <dd>{visitor.login}</dd>
        </div>
        {roles.some((role) => role !== "student") && (
          <div>
            <dt>{t("roles")}</dt>
            <dd>{roles.map((role) => t(`role.${role}`)).join(", ")}</dd>
          </div>
        )}
      </Rows>
      {doors.length > 0 && (
        <>
          <h2>{t("doors")}</h2>
          <ul className="stitch-list">
            {doors.map(({ key, href, office }) => (
              <li key={href}>
                <Link href={href}>{t(`door.${key}`, office && wordsOf(office))}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Password isStudent={studentId !== null} />
      {studentId && <RecoveryEmail studentId={studentId} isBlocked={isBlocked} />}
      {registerId && <Charter studentId={registerId} href={charterHref(roles)} />}
      {studentId && <Events identifier={visitor.login} />}
      <Sessions visitor={visitor} closed={readCount(query["sessions-fermees"])} />
      <section className="flow" aria-labelledby="language">
        <h2 id="language">{t("language.title")}</h2>
        <p>{t("language.text")}</p>
        <LanguageSwitch />
      </section>
      <OwnData isAway={query.donnees === "indisponibles"} />
    </Page>
  );
}

/** Returns how many sessions were ended, from the URL; null when it has no readable number. */
function readCount(text: unknown): number | null {
  return typeof text === "string" && /^[0-9]{1,4}$/.test(text) ? Number(text) : null;
}
