import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { institution } from "@/lib/institution";
import { accessibilityState } from "@/lib/legal-facts";
import { LegalPage } from "../legal-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("legal.accessibility");
  return { title: t("title", { state: accessibilityState(institution().legal) }) };
}

/** How accessible this service is, in the law's own terms. */
export default function AccessibilityPage() {
  return <LegalPage of="accessibility" />;
}
