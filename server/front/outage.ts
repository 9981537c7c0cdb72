import { randomBytes } from "node:crypto";
import type { Answer } from "@/lib/http/answer";
import { dialled } from "@/lib/http/dialled";
import type { Locale } from "@/lib/http/locale";
import { type Institution, institution } from "@/lib/institution";
import { messages } from "@/messages/catalogue";
import { methodsOf } from "./methods";
import { outageStyle } from "./outage-style";

type ProblemSlug = keyof (typeof messages)["fr"]["problems"]["types"];

/** What an outage's answer is made from, without Next, the database or the directory. */
export interface Outage {
  status: number;
  away: Answer["away"];
  locale: Locale;
  isApi: boolean;
  requestId: string;
  /** The method of the request; absent when the request could not be read. */
  method?: string | undefined;
}

export interface OutageAnswer {
  headers: Record<string, string>;
  body: string;
}

/** Returns the answer to an outage: a page, or a problem under `/api`. */
export function outageAnswer(outage: Outage): OutageAnswer {
  return outage.isApi ? outageProblem(outage) : outagePage(outage);
}

/**
 * Returns a page that needs no script and no other file, its style under its own nonce. In both languages: nothing here
 * can switch them.
 */
function outagePage(outage: Outage): OutageAnswer {
  const { title, detail } = sentences(outage);
  const { reference, home, help } = messages[outage.locale].outage;
  const other = { ...outage, locale: outage.locale === "fr" ? "en" : "fr" } as const;
  const inOther = sentences(other);
  const nonce = randomBytes(16).toString("base64");
  const body = `<!doctype html>
<html lang="${outage.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Trousseau</title>
<style nonce="${nonce}">${outageStyle}</style>
</head>
<body>
<main>
${university(outage.locale)}<h1>${title}</h1>
<p role="alert">${detail}</p>
<p lang="${other.locale}">${inOther.title}. ${inOther.detail}</p>
${telephone(outage.locale)}<p><a href="/">${home}</a> <a href="/aide">${help}</a></p>
<p><small>${reference.replace("{id}", outage.requestId)}</small></p>
</main>
</body>
</html>
`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { headers: headersOf(outage, "text/html; charset=utf-8", policy), body };
}

/** Returns the university's name. */
function university(locale: Locale): string {
  return ofFile(({ name }) => `<p><b>${inHtml(name[locale])}</b></p>\n`);
}

/** Returns the number to call. */
function telephone(locale: Locale): string {
  return ofFile(({ help: { phone, hours } }) => {
    const number = `<a class="here" href="tel:${dialled(phone)}">${inHtml(phone)}</a>`;
    return `<p>${messages[locale].outage.call.replace("{phone}", number).replace("{hours}", inHtml(hours[locale]))}</p>\n`;
  });
}

/** Returns what `write` makes of the institution file, the only thing read here; nothing when it cannot be read. */
function ofFile(write: (own: Institution) => string): string {
  try {
    return write(institution());
  } catch {
    return "";
  }
}

function inHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Returns the answer as an RFC 9457 problem, for `/api`. */
function outageProblem(outage: Outage): OutageAnswer {
  const { slug, title, detail } = sentences(outage);
  const problem = { type: `/problemes/${slug}`, title, status: outage.status, detail, requestId: outage.requestId };
  return {
    headers: headersOf(outage, "application/problem+json", "default-src 'none'"),
    body: JSON.stringify(problem),
  };
}

function sentences({ status, away, locale, isApi, method }: Outage) {
  const slug = slugOf(status, away);
  const { title, detail } = messages[locale].problems.types[slug];
  return { slug, title, detail: detail.replace("{allowed}", methodsOf({ isApi, refused: method }).join(", ")) };
}

const slugs: Partial<Record<number, ProblemSlug>> = {
  405: "methode-refusee",
  408: "requete-interrompue",
  409: "page-perimee",
  413: "requete-trop-longue",
  431: "requete-trop-longue",
  501: "methode-inconnue",
};

function slugOf(status: number, away: Answer["away"]): ProblemSlug {
  const slug = slugs[status];
  if (slug) return slug;
  if (status === 503 && away === "uploads") return "depot-indisponible";
  if (status === 503) return away === "directory" ? "annuaire-indisponible" : "base-indisponible";
  return status < 500 ? "requete-illisible" : "erreur-interne";
}

function headersOf(
  { status, locale, isApi, method }: Outage,
  contentType: string,
  policy: string,
): Record<string, string> {
  return {
    "content-type": contentType,
    "content-language": locale,
    "content-security-policy": policy,
    "cache-control": "no-store",
    ...(status === 405 && { allow: methodsOf({ isApi, refused: method }).join(", ") }),
    ...(status === 503 && { "retry-after": "60" }),
  };
}
