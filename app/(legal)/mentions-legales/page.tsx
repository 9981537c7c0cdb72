import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalPage } from "../legal-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("legal.notice"))("title") };
}

/** Who publishes the service, and whose work it uses. */
export default function NoticePage() {
  return <LegalPage of="notice" />;
}
