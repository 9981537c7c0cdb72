import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { Rows } from "@/app/ui/rows";
import { requireVisitor } from "@/lib/session/guards";
import { Charter } from "./charter";
import { doorsOf } from "./doors";
import { Password } from "./password";
import { RecoveryEmail } from "./recovery-email";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("pageTitle") };
}

/** A signed-in person's own page: who they are here, and what is theirs to do. */
export default async function AccountPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { visitor } = await requireVisitor();
  const t = await getTranslations("account");
  const toHelp = (anchor: string) => (chunks: React.ReactNode) => <Link href={`/aide#${anchor}`}>{chunks}</Link>;
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      {(await searchParams)["mot-de-passe"] === "change" && (
        <Notice tone="done" title={t("passwordDone.title")}>
          <p>{t("passwordDone.text")}</p>
        </Notice>
      )}
      <Rows as="dl">
        <div>
          <dt>{t("name")}</dt>
          <dd>{visitor.displayName}</dd>
        </div>
        <div>
          <dt>{t("login")}</dt>
          <dd>{visitor.login}</dd>
        </div>
        <div>
          <dt>{t("roles")}</dt>
          <dd>{visitor.roles.map((role) => t(`role.${role}`)).join(", ")}</dd>
        </div>
      </Rows>
      <h2>{t("doors")}</h2>
      <ul className="stitch-list">
        {doorsOf(visitor.roles).map(({ key, href }) => (
          <li key={key}>
            <Link href={href} prefetch={false}>
              {t(`door.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
      <Password isStudent={visitor.studentId !== null} />
      {visitor.studentId && <RecoveryEmail studentId={visitor.studentId} />}
      {visitor.studentId && <Charter studentId={visitor.studentId} />}
      <h2>{t("events")}</h2>
      <p>{t.rich("eventsHow", { link: toHelp("mail-que-je-n-attendais-pas") })}</p>
    </Page>
  );
}
