import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Breakable } from "@/app/ui/breakable";
import { Actions, Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Page } from "@/app/ui/page-layout";
import { raised } from "@/app/ui/raised";
import { Rows } from "@/app/ui/rows";
import { readReportLink } from "@/lib/change-report/read-report-link";
import { dayAndTime } from "@/lib/http/day";
import { services } from "@/lib/services";
import { reportChangeAction } from "./actions";
import { reportLink } from "./report-link";
import { NothingToReport, Reported } from "./reported";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("changeReport"))("pageTitle") };
}

/** Behind the link of a mail about a change: which change, what the button blocks, the button; then what comes next. */
export default async function ReportPage() {
  const link = await readReportLink(services(), await reportLink.token());
  if (link.state === "reported") return <Reported />;
  if (link.state !== "live") return <NothingToReport state={link.state} />;
  const t = await getTranslations("changeReport");
  const { change, changedAt, network, identifier } = link.reported;
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <Rows as="dl">
        <div>
          <dt>{t("account")}</dt>
          <dd>
            <Breakable address={identifier} />
          </dd>
        </div>
        <div>
          <dt>{t("change")}</dt>
          <dd>{t(`changes.${change}`)}</dd>
        </div>
        <div>
          <dt>{t("when")}</dt>
          <dd>{raised(dayAndTime(changedAt, await getLocale(), services().institution.timeZone))}</dd>
        </div>
        <div>
          <dt>{t("where")}</dt>
          <dd>{network ? t("inside", { network }) : t("outside")}</dd>
        </div>
      </Rows>
      <h2>{t("whatTitle")}</h2>
      <ul className="stitch-list">
        <li>{t("whatSessions")}</li>
        <li>{t("whatMail")}</li>
        <li>{t("whatIt")}</li>
        <li>{t("whatCard")}</li>
      </ul>
      <Form action={reportChangeAction}>
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </Form>
      <p className="soft">{t("itWasMe")}</p>
    </Page>
  );
}
