import { dayInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { accessibilityState } from "@/lib/legal-facts";

/** Returns the values for the sentences of the legal pages; `none` where the institution states nothing. */
export function stated({ name, legal }: Pick<Institution, "name" | "legal">, locale: Locale) {
  const { publisher, publicationDirector, host, accessibility, dataTransfers } = legal;
  const audit = accessibility?.audit;
  const day = (iso?: string) => (iso ? dayInWords(new Date(iso), locale, "UTC", true) : "none");
  const percentage = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 2,
    // 99.999 is not yet 100.
    roundingMode: "floor",
  });
  return {
    publisher: (publisher?.name ?? name)[locale],
    publisherAddress: publisher?.address ?? "none",
    director: publicationDirector?.[locale] ?? "none",
    hostName: host?.name[locale] ?? "none",
    hostAddress: host?.address ?? "none",
    transfers: dataTransfers?.[locale] ?? "none",
    state: accessibilityState(legal),
    declaredOn: day(accessibility?.declaredOn),
    multiYearPlan: accessibility?.multiYearPlanUrl ?? "none",
    yearPlan: accessibility?.yearPlanUrl ?? "none",
    mail: accessibility?.mail ?? "none",
    auditedOn: day(audit?.on),
    auditedBy: audit?.by[locale] ?? "none",
    version: audit?.version ?? "none",
    rate: percentage.format((audit?.rate ?? 0) / 100),
    environment: audit?.environment[locale] ?? "none",
    tools: audit?.tools[locale] ?? "none",
    pages: audit?.pages[locale] ?? "none",
    report: audit?.reportUrl ?? "none",
    derogations: audit?.derogations.length ? "some" : "none",
    outOfScope: audit?.outOfScope.length ? "some" : "none",
  };
}

/** Returns the sections that would be empty without what the institution states. */
export function unstated({ host, accessibility }: Institution["legal"]): string[] {
  const hasPlan = accessibility?.multiYearPlanUrl ?? accessibility?.yearPlanUrl;
  return [...(host ? [] : ["notice.host"]), ...(hasPlan ? [] : ["accessibility.strategy"])];
}
