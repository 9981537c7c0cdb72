import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { KeepLooking } from "@/app/ui/keep-looking";
import { Notice } from "@/app/ui/notice";
import { Page } from "@/app/ui/page-layout";
import { QrCode } from "@/app/ui/qr-code";
import type { PhoneCode } from "@/lib/desk-reset/phone/code";
import type { Reset } from "@/lib/desk-reset/queries";
import { env } from "@/lib/env";
import { takeBackAction } from "./actions";
import { DeskSteps } from "./desk-steps";
import { DeskTimer } from "./desk-timer";

/** The reset is on the student's own phone: the code, then the number, then its progress. One click takes it back. */
export function OnPhone({ reset, code, now }: { reset: Reset; code: PhoneCode; now: Date }) {
  const t = useTranslations("deskReset.phone");
  const { givenName } = reset.student;
  return (
    <Page steps={<DeskSteps at="student" />} aside={code.step === "unopened" && <HowTo givenName={givenName} />}>
      <div role="status" className="flow">
        <h1>{t(`${code.step}.title`, { givenName })}</h1>
        {code.step === "unopened" && <CodeToRead link={code.link} />}
        {code.step === "number" && <NumberToType {...code} />}
        <p className="lead">{t(`${code.step}.lead`, { givenName })}</p>
      </div>
      <DeskTimer expiresAt={reset.expiresAt} now={now} />
      <KeepLooking />
      <Form action={takeBackAction} hidden={{ id: reset.id }}>
        <Actions>
          <Submit kind="second">{t("takeBack")}</Submit>
        </Actions>
      </Form>
      {code.step !== "password" && <p className="soft">{t("elsewhere")}</p>}
    </Page>
  );
}

function CodeToRead({ link }: { link: string }) {
  const t = useTranslations("deskReset.phone.unopened");
  return (
    <>
      <QrCode text={link} label={t("code")} />
      {env().isDemo && (
        <p className="soft small">
          {t.rich("demo", {
            link: (chunks: ReactNode) => (
              <a href={link} target="_blank" rel="noopener">
                {chunks}
              </a>
            ),
          })}
        </p>
      )}
    </>
  );
}

function NumberToType({ number, wrongTries }: { number: string; wrongTries: number }) {
  const t = useTranslations("deskReset.phone.number");
  return (
    <>
      <p className="three-digits">{number}</p>
      {wrongTries > 0 && (
        <Notice tone="stop" title={t("wrong", { wrongTries })}>
          <p>{t("wrongText")}</p>
        </Notice>
      )}
    </>
  );
}

function HowTo({ givenName }: { givenName: string }) {
  const t = useTranslations("deskReset.phone.how");
  return (
    <>
      <h2>{t("title", { givenName })}</h2>
      <ol className="how-to">
        <li>{t("camera")}</li>
        <li>{t("open")}</li>
        <li>{t("number")}</li>
        <li>{t("password")}</li>
      </ol>
    </>
  );
}
