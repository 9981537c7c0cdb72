import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LegalPage } from "../legal-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("legal.accessibility"))("title") };
}

/** How far everybody can use this service, by its legal wording. */
export default function AccessibilityPage() {
  return <LegalPage of="accessibility" />;
}
