import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ProblemSlug } from "@/app/api/problem";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { messages } from "@/messages/catalogue";

type Params = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const slug = await slugOf(params);
  return slug ? { title: (await getTranslations("problems"))(`types.${slug}.title`) } : metadataOfNothing();
}

/** What a problem of the API means: the page that its `type` links to. */
export default async function ProblemPage({ params }: Params) {
  const slug = await slugOf(params);
  if (!slug) return nothingHere();
  const t = await getTranslations("problems");
  const locale = await getLocale();
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t(`types.${slug}.title`)}</h1>
      <p className="lead">{t("explanation", { slug })}</p>
      {/* The values of a call are not known here: the sentence shows their names. */}
      <p>{messages[locale].problems.types[slug].detail.replaceAll(/\{(\w+)[^}]*\}/g, "[$1]")}</p>
      <p className="one-link">
        <Link href="/aide">{t("help")}</Link>
      </p>
    </Page>
  );
}

async function slugOf(params: Params["params"]): Promise<ProblemSlug | null> {
  const { slug } = await params;
  return Object.hasOwn(messages.fr.problems.types, slug) ? (slug as ProblemSlug) : null;
}
