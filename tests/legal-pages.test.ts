import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { stated, unstated } from "@/app/(legal)/stated";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import type { Locale } from "@/lib/http/locale";
import { institutionSchema } from "@/lib/institution";
import { messages } from "@/messages/catalogue";

const { legal } = demoUniversity;
const { accessibility } = legal;

const audited = (differences: object) => ({
  ...legal,
  accessibility: { ...accessibility, audit: { ...accessibility.audit, ...differences } },
});

const blocks = new Set(["p", "li", "h3"]);

/** A whole page as it reads: tags gone, but for those that stand for something, which show as ‹name›. */
function page(of: "accessibility" | "data" | "notice", locale: Locale, legal?: object): string {
  const institution = institutionSchema.parse({ ...demoUniversity, legal });
  const t = createTranslator({ locale, messages: messages[locale], namespace: "legal" });
  const { it: desk } = institution.help;
  const blanks = {
    ...stated(institution, locale),
    name: institution.name[locale],
    it: desk.name[locale],
    place: desk.place[locale],
    hours: desk.hours[locale],
    days: 365,
    closedDays: 365,
  };
  const tags = new Set(JSON.stringify(messages[locale].legal).match(/(?<=<)\w+(?=>)/g));
  const values = {
    ...Object.fromEntries(
      [...tags].map((tag) => [
        tag,
        (chunks: unknown) => `${String(chunks) || `‹${tag}›`}${blocks.has(tag) ? "\n" : ""}`,
      ]),
    ),
    ...blanks,
  };
  const { sections } = messages[locale].legal[of];
  const said = (key: string) => t.markup(`${of}.${key}` as never, values as never) as string;
  const shown = Object.keys(sections).filter((key) => !unstated(institution.legal).includes(`${of}.${key}`));
  return [
    ...["title", "lead"].map(said),
    ...shown.flatMap((key) => [said(`sections.${key}.title`), said(`sections.${key}.text`)]),
  ]
    .join("\n")
    .replaceAll("\u202f", " ")
    .replaceAll("\u00a0", " ");
}

describe("the page of accessibility", () => {
  it("says all that the RGAA asks of a declaration, where the institution states it", () => {
    const french = page("accessibility", "fr", legal);
    for (const said of [
      "Accessibilité : partiellement conforme",
      "s’engage à rendre ses services numériques accessibles",
      "Schéma pluriannuel de mise en accessibilité",
      "Plan d’action de l’année en cours",
      "(RGAA), version 4.1.2, en raison des non-conformités énumérées ci-dessous.",
      "réalisé en interne, par la mission accessibilité de l’université, le 16 novembre 2026, révèle que 94,5 % des critères",
      "Le rapport d’audit en donne le détail",
      "Non-conformités",
      "‹failureList›",
      "Elle a été établie le 22 novembre 2026.",
      "Environnement de test : Firefox et NVDA",
      "Outils : axe-core",
      "Pages vérifiées : accueil",
      "Dites-le-nous : ‹toMail›, ou DSI",
      "Défenseur des droits",
    ]) {
      expect(french).toContain(said);
    }
    expect(french).not.toMatch(/Dérogations|non soumis|\bnone\b/);
    const english = page("accessibility", "en", legal);
    expect(english).toContain("The compliance audit carried out in house");
    expect(english).toContain("on 16 November 2026, found that 94.5% of the RGAA criteria");
    expect(english).not.toMatch(/\bnone\b/);
  });

  it("claims nothing where the institution states nothing, and says what the law then presumes", () => {
    const french = page("accessibility", "fr");
    expect(french).toContain("Accessibilité : non conforme");
    expect(french).toContain("aucun audit en cours de validité ne mesure le respect de ses critères");
    expect(french).toContain("La déclaration d’accessibilité de ce service reste à établir.");
    expect(french).toContain("Dites-le-nous : DSI");
    expect(french).not.toMatch(/s’engage|établie le|révèle|Schéma|Cette déclaration s’applique|202[67]|\bnone\b/);
    const english = page("accessibility", "en");
    expect(english).toContain("Accessibility: not compliant");
    expect(english).toContain("statement of this service is still to be made");
    expect(english).not.toMatch(/committed|was made on|found that|plan\b|This statement applies|202[67]|\bnone\b/);
  });

  it("may declare before an audit: non conforme, and nothing else", () => {
    const french = page("accessibility", "fr", { accessibility: { ...accessibility, audit: undefined } });
    expect(french).toContain("Accessibilité : non conforme");
    expect(french).toContain("Elle a été établie le 22 novembre 2026.");
    expect(french).toContain("Schéma pluriannuel");
    expect(french).not.toMatch(/révèle|reste à établir|\bnone\b/);
  });

  it.each<[rate: object, french: string, english: string]>([
    [{ rate: 100, failures: [] }, "totalement conforme", "fully compliant"],
    [{ rate: 61 }, "partiellement conforme", "partially compliant"],
    [{ rate: 31.25 }, "non conforme", "not compliant"],
  ])("says of %j that it is %s", (audit, inFrench, inEnglish) => {
    const french = page("accessibility", "fr", audited(audit));
    expect(french).toContain(`Accessibilité : ${inFrench}`);
    expect(french).toContain(`Trousseau est ${inFrench} au référentiel`);
    const english = page("accessibility", "en", audited(audit));
    expect(english).toContain(`Accessibility: ${inEnglish}`);
    expect(english).toContain(`Trousseau is ${inEnglish} with the French`);
    for (const footer of [messages.fr, messages.en].map(({ common }) => common.footer.accessibility)) {
      expect([messages.fr, messages.en].map(({ legal }) => legal.accessibility.title)).toContain(footer);
    }
  });

  it("lists what is exempt under the heading of its reason", () => {
    const item = { fr: "Le plan du campus", en: "The campus map" };
    const french = page("accessibility", "fr", audited({ derogations: [item], outOfScope: [item] }));
    expect(french).toContain("et des dérogations énumérées ci-dessous");
    expect(french).toContain("Dérogations pour charge disproportionnée\n‹derogationList›");
    expect(french).toContain("Contenus non soumis à l’obligation d’accessibilité\n‹outOfScopeList›");
  });
});

describe("the legal notice", () => {
  it("names who publishes, who answers for it and who hosts it, as the institution states them", () => {
    const french = page("notice", "fr", legal);
    expect(french).toContain("culturel et professionnel, 1 place de l’Exemple, 99000 Exemple, ‹publisherPhone›.");
    expect(french).toContain("Direction de la publication : Dominique Exemple");
    expect(french).toMatch(/Hébergement\nDirection des systèmes d’information .*, ‹hostPhone›\./);
    expect(page("notice", "en", legal)).toContain("Director of publication: Dominique Exemple");
  });

  it("leaves out what it does not state", () => {
    for (const said of [page("notice", "fr"), page("notice", "en")]) {
      expect(said).toMatch(/^(Université d’Exemple|Example University)\.\nContact/m);
      expect(said).not.toMatch(/direct(eur|rice)|Direction de la|Director|Héberg|Hosting|hosted|\bnone\b/);
    }
  });
});

describe("the page of people’s data", () => {
  it("says where data goes only as the institution states it", () => {
    expect(page("data", "fr", legal)).toContain("Rien ne quitte l’Union européenne, sauf les mails");
    expect(page("data", "en", legal)).toContain("Nothing leaves the European Union, except");
    expect(page("data", "fr") + page("data", "en")).not.toMatch(/Union|vendu|sold|\bnone\b/);
  });
});
