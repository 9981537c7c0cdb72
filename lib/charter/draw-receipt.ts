import "server-only";
import { createTranslator } from "use-intl/core";
import { dateInWords, dayInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import { openDocument, openImage } from "@/lib/pdf/open-document";
import { drawHead, page } from "@/lib/pdf/page";
import { partOf } from "@/lib/pdf/part";
import { inks } from "@/lib/pdf/pen";
import { messages } from "@/messages/catalogue";

/** One acceptance, with the person it binds and the text that they read. */
export interface Receipt {
  id: string;
  identifier: string;
  givenName: string;
  familyName: string;
  version: number;
  /** Language of the text that was on the screen, and of the receipt. */
  locale: Locale;
  title: string;
  sha256: string;
  publishedAt: Date;
  acceptedAt: Date;
  address: string;
}

/**
 * Draws the receipt of an acceptance: a tagged PDF of one page. It carries not the text but its fingerprint, and the
 * address where anyone can still read that version: the fingerprint of the text found there proves that nothing has
 * changed.
 */
export function drawReceipt(
  { institution, publicUrl, logo }: { institution: Institution; publicUrl: string; logo: Buffer | null },
  receipt: Receipt,
  at: Date,
): AsyncIterable<Uint8Array> {
  const { locale } = receipt;
  const t = createTranslator({ locale, messages: messages[locale], namespace: "charters.receipt" });
  const author = institution.name[locale];
  const lang = locale === "fr" ? "fr-FR" : "en-GB";
  const doc = openDocument({ title: t("documentTitle", { identifier: receipt.identifier }), author, at, lang });
  const whole = doc.struct("Document");
  doc.addStructure(whole);
  doc.addPage();
  drawHead(doc, institution.accent, logo && openImage(doc, logo));
  const part = partOf(doc, whole);
  part.say("P", author, [page.left + 46, 64], { size: 14, face: "bold", width: 450, height: 40 });
  let y = part.say("H1", t("title"), [page.left, 116], { size: 22, face: "bold" });
  y = part.say("P", t("lead"), [page.left, y + 8], { size: 11, lineGap: 2 }) + 16;
  part.add("L", (list) => {
    for (const [label, value, isCode] of factsOf(t, receipt, institution.timeZone)) {
      list.add("LI", (item) => {
        const below = item.say("Lbl", label, [page.left, y + 1], { size: 10, colour: inks.soft, width: 150 });
        const ink = { size: isCode ? 10 : 11, face: isCode ? "code" : "regular", width: page.width - 160 } as const;
        y = Math.max(below, item.say("LBody", value, [page.left + 160, y], ink)) + 7;
      });
    }
  });
  const address = `${publicUrl}/charte?version=${receipt.version}`;
  y = part.say("H2", t("howTitle"), [page.left, y + 14], { size: 14, face: "bold" });
  y = part.say("P", t("how", { address }), [page.left, y + 4], { size: 11, lineGap: 2 });
  const printed = t("printed", { instant: instantIn(locale, institution.timeZone, at) });
  part.say("P", printed, [page.left, y + 24], { size: 9, colour: inks.soft });
  whole.end();
  doc.end();
  return doc;
}

function factsOf(
  t: ReturnType<typeof createTranslator<(typeof messages)["fr"], "charters.receipt">>,
  receipt: Receipt,
  timeZone: string,
): [label: string, value: string, isCode?: boolean][] {
  const { givenName, familyName, identifier, title, version, publishedAt, acceptedAt, locale, address } = receipt;
  const day = dayInWords(publishedAt, locale, timeZone, true);
  return [
    [t("who"), `${givenName} ${familyName}`],
    [t("identifier"), identifier],
    [t("text"), title],
    [t("version"), t("versionValue", { version, day })],
    [t("language"), t("languageValue")],
    [t("acceptedAt"), instantIn(locale, timeZone, acceptedAt)],
    [t("instant"), acceptedAt.toISOString(), true],
    [t("address"), address, true],
    // In two halves, so that the line breaks in the middle.
    [t("fingerprint"), receipt.sha256.replace(/^.{32}/, "$&\n"), true],
    [t("number"), receipt.id, true],
  ];
}

function instantIn(locale: Locale, timeZone: string, instant: Date): string {
  return dateInWords(instant, locale, { dateStyle: "long", timeStyle: "long", timeZone });
}
