import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Breakable } from "@/app/ui/breakable";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { NewPassword } from "@/app/ui/new-password";
import { Page } from "@/app/ui/page-layout";
import { Tag } from "@/app/ui/tag";
import { readLink } from "@/lib/forgotten-password/read-link";
import { hourOf } from "@/lib/http/hour";
import { services } from "@/lib/services";
import { passwordLink } from "../password-link";
import { setPasswordByLinkAction } from "./actions";
import { LinkOver, LinkUsed } from "./spent-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgottenPassword.choose"))("pageTitle") };
}

/** The page behind a mailed link: the new password, twice; then that it is set, or that the link is no longer valid. */
export default async function NewPasswordPage() {
  const link = await readLink(services(), await passwordLink.token());
  if (link.state === "over") return <LinkOver />;
  if (link.state === "used") return <LinkUsed link={link} />;
  const t = await getTranslations("forgottenPassword.choose");
  const idea = await getTranslations("passwordPolicy.idea");
  const { timeZone } = services().institution;
  return (
    <Page
      steps={<BackToDoors />}
      aside={
        <>
          <p className="small soft">
            <b>{idea("title")}</b> {idea("text")}
          </p>
          <Tag>
            <b>{link.givenName}</b>
            <span className="small soft">
              <Breakable address={link.identifier} />
            </span>
          </Tag>
        </>
      }
    >
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead", { hour: hourOf(link.expiresAt, await getLocale(), timeZone) })}</p>
      <Form action={setPasswordByLinkAction}>
        <NewPassword />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
    </Page>
  );
}
