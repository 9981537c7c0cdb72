import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { tooEarly } from "@/app/too-early";
import type { OpenActivationRefusal, SheetRefusal } from "@/lib/activation/open-activation";
import type { FormState } from "@/lib/forms/form-state";
import { dayInWords } from "@/lib/http/day";
import { officeOf, rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import { openAccountAlert } from "./open-account";

/** One answer, word for word: it reveals nobody's account. */
const inPublic: Record<SheetRefusal, "refused"> = {
  "unknown-identifier": "refused",
  "already-active": "refused",
  "no-sheet-in-force": "refused",
  "wrong-password": "refused",
};

/** Returns the refusal of two lines that open nothing. */
export async function sheetRefused(refusal: OpenActivationRefusal): Promise<FormState> {
  const t = await getTranslations("activation");
  const locale = await getLocale();
  const { institution } = services();
  switch (refusal.reason) {
    case "too-many-tries": {
      const hour = await tooEarly(refusal.retryAt);
      const help = { href: "/aide#trop-d-essais", label: t("tooManyTries.help") };
      return { alert: { title: t("tooManyTries.title"), lines: [t("tooManyTries.text", { hour })], help } };
    }
    case "not-open-yet": {
      const day = dayInWords(refusal.opensAt, locale, institution.timeZone);
      const help = { href: "/aide#pas-encore-ouvert", label: t("identity.notOpenYet.help") };
      const lines = [t("identity.notOpenYet.text")];
      return { alert: { title: t("identity.notOpenYet.title", { day }), lines, help, isAnswer: true } };
    }
    case "also-staff":
    case "account-open":
      return { alert: await openAccountAlert(refusal.reason) };
    case "sheet-expired": {
      const desk = officeOf(rulesOf(institution, refusal.population), refusal.componentCode);
      const where = desk && { name: desk.name[locale], place: desk.place[locale], hours: desk.hours[locale] };
      const lines = [
        t(`identity.expired.${refusal.population}`),
        ...(where ? [t("identity.expired.desk", where)] : []),
      ];
      const help = { href: "/aide#pas-active-a-temps", label: t("identity.expired.help") };
      return { alert: { title: t("identity.expired.title"), lines, help, isAnswer: true } };
    }
    default: {
      const says = await getTranslations(`activation.identity.${inPublic[refusal.reason]}`);
      const alreadyOpen = { text: says("alreadyOpen"), link: { href: "/connexion", label: says("signIn") } };
      return {
        alert: {
          title: says("title"),
          lines: [says("compare"), says("newest"), alreadyOpen],
          help: { href: "/aide#mot-de-passe-provisoire-refuse", label: says("help") },
        },
        errors: { identifier: says("identifier"), provisionalPassword: says("provisionalPassword") },
      };
    }
  }
}

/** Returns the errors of a line left empty, or that no sheet prints. Never sends back the provisional password. */
export async function missingLine(
  violations: readonly { field: string }[],
  typed: FormState["typed"],
): Promise<FormState> {
  const t = await getTranslations("activation.identity.missing");
  const identifier = violations.some(({ field }) => field === "identifier") ? t("identifier") : undefined;
  return {
    alert: { title: t("title") },
    errors: { ...(identifier && { identifier }), provisionalPassword: t("provisionalPassword") },
    typed,
  };
}
