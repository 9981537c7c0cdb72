import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfirmAddress } from "@/app/mail-de-secours/confirm-address";
import { Breakable } from "@/app/ui/breakable";
import { Actions, ButtonLink } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { Tag } from "@/app/ui/tag";
import { rulesOf } from "@/lib/population";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { services } from "@/lib/services";
import { requireActivation } from "../browser";
import { confirmCodeAction, resendAction } from "../mail-de-secours/actions";
import { startAgainPath } from "../paths";
import { Wizard } from "../wizard";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("activation.done"))("pageTitle") };
}

/** The account is open: what to keep, where to go next, and the recovery address that may still wait for its code. */
export default async function DonePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { studentId, population, identifier, mail, givenName } = await requireActivation((step) => step === "done");
  const t = await getTranslations("activation.done");
  const { institution } = services();
  const { links } = institution;
  const { pending } = await recoveryStanding(services(), studentId);
  // While a code can still be typed, that is the only thing left to do.
  const isWaiting = Boolean(pending?.expiresAt);
  return (
    <Wizard at="done">
      <h1>{t("title")}</h1>
      {(await searchParams)["deja-ouvert"] === "oui" && (
        <Notice tone="neutral" title={t("alreadyOpen.title")}>
          <p>{t("alreadyOpen.text")}</p>
        </Notice>
      )}
      <p className="lead">{t("welcome", { givenName })}</p>
      <Tag hung>
        <dl>
          <dt>{t("identifier")}</dt>
          <dd>
            <Breakable address={identifier} />
          </dd>
          <dt>{t("mail")}</dt>
          <dd>
            <Breakable address={mail} />
          </dd>
        </dl>
      </Tag>
      <Actions>
        <ButtonLink href={links.ent} kind={isWaiting ? "second" : "primary"} onward>
          {t("ent")}
        </ButtonLink>
        <ButtonLink href={links.webmail} kind="second">
          {t("webmail")}
        </ButtonLink>
      </Actions>
      <ConfirmAddress
        studentId={studentId}
        confirm={confirmCodeAction}
        resend={resendAction}
        correct={{ elsewhere: population }}
      />
      <p className="soft">{t("sheetSpent", { sheet: rulesOf(institution, population).sheetName })}</p>
      <p className="soft">
        {t.rich("someoneElse", { link: (chunks) => <a href={startAgainPath(population)}>{chunks}</a> })}
      </p>
    </Wizard>
  );
}
