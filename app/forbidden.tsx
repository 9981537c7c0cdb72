import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { institution } from "@/lib/institution";
import { currentCaller } from "@/lib/session/caller";
import { pathHeader } from "@/lib/session/paths";
import { BackToDoors } from "./ui/back-to-doors";
import { Actions, ButtonLink } from "./ui/button";
import { Door } from "./ui/drawings";
import { Icon } from "./ui/icons";
import { Page } from "./ui/page-layout";
import { Rows } from "./ui/rows";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations(await whichRefusal()))("title") };
}

/** 403: outside the internal network, or inside without the role that the page requires. */
export default async function ForbiddenPage() {
  const refusal = await whichRefusal();
  const t = await getTranslations(refusal);
  return (
    <Page
      steps={<BackToDoors />}
      heading={<h1>{t("title")}</h1>}
      aside={
        <div className="shut">
          <Door name="keyhole" />
        </div>
      }
    >
      <p className="lead" role="alert">
        {t("lead")}
      </p>
      {refusal === "errors.outside" ? <WaysIn /> : <WhomToAsk />}
    </Page>
  );
}

async function whichRefusal() {
  return (await currentCaller()).isInternal ? "errors.role" : "errors.outside";
}

async function WaysIn() {
  const t = await getTranslations("errors.outside");
  const common = await getTranslations("common");
  const { address } = await currentCaller();
  const vpn = institution().links.vpn;
  return (
    <>
      <Rows>
        <div className="way">
          <Icon name="plug" />
          <p>
            <b>{t("here.where")}</b>
            <br />
            {t("here.how")}
          </p>
        </div>
        <div className="way">
          <Icon name="enter" />
          <p>
            <b>{t("elsewhere.where")}</b>
            <br />
            {t.rich("elsewhere.how", { vpn: (chunks) => <a href={vpn}>{chunks}</a> })}
          </p>
        </div>
      </Rows>
      <Actions>
        <a className="btn" href={(await headers()).get(pathHeader) ?? "/personnel/mots-de-passe-etudiants"}>
          {common("tryAgain")}
        </a>
      </Actions>
      <p className="small soft">
        {t.rich("detail", {
          address: address === "unknown" ? t("unknownAddress") : address,
          code: (chunks) => <span className="code">{chunks}</span>,
        })}
        <br />
        {t.rich("help", { link: (chunks) => <a href="/aide#hors-reseau">{chunks}</a> })}
      </p>
      <p className="small soft">
        {t.rich("student", { link: (chunks) => <a href="/aide#mot-de-passe-oublie">{chunks}</a> })}
      </p>
    </>
  );
}

async function WhomToAsk() {
  const t = await getTranslations("errors.role");
  return (
    <>
      <p>{t.rich("next", { link: (chunks) => <a href="/aide#role-insuffisant">{chunks}</a> })}</p>
      <Actions>
        <ButtonLink href="/">{t("doors")}</ButtonLink>
      </Actions>
      <p className="small soft">{t("detail")}</p>
    </>
  );
}
