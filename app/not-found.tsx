import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { BackToDoors } from "./ui/back-to-doors";
import { Actions, ButtonLink } from "./ui/button";
import { Door } from "./ui/drawings";
import { Page } from "./ui/page-layout";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors.notFound"))("title") };
}

/** 404. */
export default function NotFoundPage() {
  const t = useTranslations("errors.notFound");
  return (
    <Page steps={<BackToDoors />} heading={<h1>{t("title")}</h1>} aside={<ShutDoor />}>
      <p className="lead">{t("lead")}</p>
      <Actions>
        <ButtonLink href="/">{t("doors")}</ButtonLink>
      </Actions>
      <p className="small soft">{t("detail")}</p>
    </Page>
  );
}

function ShutDoor() {
  return (
    <div className="shut">
      <Door name="keyhole" />
    </div>
  );
}
