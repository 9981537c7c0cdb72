import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { Icon } from "@/app/ui/icons";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { raised } from "@/app/ui/raised";
import { readMail } from "@/lib/demo/mailbox";
import { dayAndTime } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { demoServicesIfAny } from "../../demo-services";
import { PlainText } from "./plain-text";

type Params = { params: Promise<{ id: string }> };

const mailOf = cache(async (id: string) => {
  const services = demoServicesIfAny();
  return services && readMail(services.env.dataDir, id);
});

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const mail = await mailOf((await params).id);
  return mail ? { title: mail.subject } : metadataOfNothing();
}

/** One mail, as text, with a link to its HTML. */
export default async function MailPage({ params }: Params) {
  const mail = await mailOf((await params).id);
  if (!mail) return nothingHere();
  const { id, to, subject, text, date } = mail;
  const t = await getTranslations("demo.mail");
  const locale = await getLocale();
  return (
    <Page
      steps={
        <p className="back">
          <Link href="/demo#courrier">
            <Icon name="arrow-left" /> {t("back")}
          </Link>
        </p>
      }
    >
      <h1>{subject}</h1>
      <p className="soft mail-line">
        {t("to")} {to}
        <br />
        {t("date")} {raised(dayAndTime(new Date(date), locale, institution().timeZone))}
      </p>
      <PlainText text={text} />
      <p className="one-link">
        <a href={`/api/demo/mails/${id}`}>{t("layout")}</a>
      </p>
    </Page>
  );
}
