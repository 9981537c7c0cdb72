import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalPage } from "../legal-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("legal.data"))("title") };
}

/** What is kept about people, why, how long, and their rights. */
export default function DataPage() {
  return <LegalPage of="data" />;
}
