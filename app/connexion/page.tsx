import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { PasswordField } from "@/app/ui/password-field";
import { institution } from "@/lib/institution";
import { readSessionToken } from "@/lib/session/cookie";
import { currentVisitor } from "@/lib/session/current-visitor";
import { localPath } from "@/lib/session/paths";
import { signInAction } from "./actions";
import { destinationOf } from "./destination";
import { refusals } from "./refusals";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("session"))("pageTitle") };
}

interface SignInQuery {
  /** Where to go afterwards: a path of this service. */
  suite?: string | string[];
  /** Set by next-auth's own routes after a refusal. */
  error?: string | string[];
}

/** Sign-in, for staff and students. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<SignInQuery> }) {
  const { suite, error } = await searchParams;
  const next = localPath([suite].flat()[0]) ?? undefined;
  const visitor = await currentVisitor();
  if (visitor) redirect(destinationOf(visitor, next));
  const isSessionOver = next !== undefined && (await readSessionToken()) !== null;
  const t = await getTranslations("session");
  const common = await getTranslations("common");
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      {isSessionOver && (
        <Notice tone="here" title={t("over.title")} alert>
          <p>{t("over.text")}</p>
        </Notice>
      )}
      {error !== undefined && (
        <Notice tone="stop" title={t("refusals.refused.title")} alert>
          <p>{t("refusals.refused.line")}</p>
          <p>
            <Link href={refusals.unknown.help}>{t("refusals.refused.help")}</Link>
          </p>
        </Notice>
      )}
      <Form action={signInAction} hidden={next ? { suite: next } : undefined}>
        <Field
          name="username"
          label={t("username")}
          hint={t("usernameHint", { domain: institution().domains.student })}
          autoComplete="username"
          autoCapitalize="none"
          maxLength={254}
        />
        <PasswordField
          name="password"
          label={t("password")}
          autoComplete="current-password"
          labels={{ show: common("show"), hide: common("hide") }}
        />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <p>
        <Link href="/mot-de-passe-oublie">{t("forgotten")}</Link>
      </p>
      <p className="soft">
        {t.rich("firstTime", {
          sheet: institution().sheetName,
          link: (chunks) => <Link href="/premiere-connexion">{chunks}</Link>,
        })}
      </p>
    </Page>
  );
}
