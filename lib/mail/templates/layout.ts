import type { Locale } from "@/lib/http/locale";
import type { Institution } from "@/lib/institution";
import type { MailKind } from "@/lib/mail/kinds";
import { mailStyle } from "./style";
import { mailWords } from "./words";

/** A mail that is ready for `queueMail`, except for its recipient and whom it is about. */
export interface ComposedMail extends LaidOut {
  kind: MailKind;
  locale: Locale;
}

interface LaidOut {
  subject: string;
  text: string;
  html: string;
}

/** One piece of a mail. Each has a plain text form and an HTML form, so that both say the same. */
export type Block =
  | { paragraph: string }
  | { code: string; label: string }
  | { link: string; label: string }
  | { facts: readonly (readonly [label: string, value: string])[] };

export interface Letter {
  subject: string;
  greeting: string;
  body: readonly Block[];
}

/**
 * Lays a letter out with the institution's name and colour, as plain text and as HTML. The HTML loads nothing from the
 * network, and is readable without its one style sheet.
 */
export function compose(letter: Letter, locale: Locale, institution: Institution, publicUrl: string): LaidOut {
  const t = mailWords(locale);
  const { phone, hours } = institution.help;
  const sender = institution.name[locale];
  const body: Block[] = [{ paragraph: letter.greeting }, ...letter.body];
  const footer: Block[] = [
    { paragraph: t("footer.noPassword") },
    { link: `${publicUrl}/aide`, label: t("footer.help") },
    { paragraph: t("footer.phone", { phone, hours: hours[locale] }) },
    { paragraph: t("footer.automatic") },
  ];
  const linkInText = (label: string) => t("linkInText", { label });
  const asText = (blocks: Block[]) => blocks.map((block) => blockAsText(block, linkInText)).join("\n\n");
  const asHtml = (blocks: Block[]) => blocks.map(blockAsHtml).join("\n");
  return {
    subject: letter.subject,
    text: `${asText(body)}\n\n-- \n${sender}\n\n${asText(footer)}\n`,
    html: `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>${mailStyle(institution.accent)}</style>
</head>
<body>
<div class="letter">
<p class="sender">${escapeHtml(sender)}</p>
<h1>${breakable(letter.subject)}</h1>
${asHtml(body)}
</div>
<div class="footer">
${asHtml(footer)}
</div>
</body>
</html>
`,
  };
}

function blockAsText(block: Block, linkInText: (label: string) => string): string {
  if ("paragraph" in block) return block.paragraph;
  if ("code" in block) return `${linkInText(block.label)}\n\n    ${block.code}`;
  if ("link" in block) return `${linkInText(block.label)}\n${block.link}`;
  return block.facts.map(([label, value]) => `${linkInText(label)} ${value}`).join("\n");
}

function blockAsHtml(block: Block): string {
  if ("paragraph" in block) return `<p>${escapeHtml(block.paragraph)}</p>`;
  if ("code" in block) return `<p>${escapeHtml(block.label)}</p>\n<p class="code">${escapeHtml(block.code)}</p>`;
  if ("link" in block) {
    return `<p><a href="${escapeHtml(block.link)}">${escapeHtml(block.label)}</a></p>`;
  }
  const rows = block.facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${breakable(value)}</dd>`);
  return `<dl>\n${rows.join("\n")}\n</dl>`;
}

/** Lets an address break before its domain on a narrow screen, rather than anywhere. */
function breakable(text: string): string {
  return escapeHtml(text).replaceAll("@", "<wbr>@");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
