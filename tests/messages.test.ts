import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { messages } from "@/messages/catalogue";

type Tree = { [key: string]: string | Tree };

/** Every sentence of a catalogue, under its dotted key. */
function sentences(tree: Tree, path = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = path ? `${path}.${name}` : name;
    return typeof value === "string" ? [[key, value]] : sentences(value, key);
  });
}

/** What a reader reads: no tags, and of an argument (`{at, date, ::dMMMM}`, `{n, plural, one {…}}`) only its branches. */
function prose(text: string): string {
  return text
    .replace(/<\/?\w+>/g, "")
    .replace(/\{\w+, (date|time|number)[^}]*\}/g, "…")
    .replace(/\{\w+, (plural|select|selectordinal),/g, "{")
    .replace(/https?:\S+/g, "…");
}

const names = (text: string) => [...new Set(text.match(/(?<=\{)\w+(?=[},])|(?<=<)\w+(?=>)/g) ?? [])].sort();
const offending = (all: [string, string][], fault: RegExp) =>
  all.filter(([, text]) => fault.test(prose(text))).map(([key, text]) => `${key}: ${text}`);

const french = sentences(messages.fr);
const english = sentences(messages.en);

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(english.map(([key]) => key).sort()).toEqual(french.map(([key]) => key).sort());
  });

  it("fill the same blanks, with the same links", () => {
    const inEnglish = new Map(english);
    const different = french
      // Ordinals are typeset: « 1<sup>ère</sup> » is “first”.
      .map(([key, text]) => ({ key, fr: names(text), en: names(inEnglish.get(key) ?? "") }))
      .filter(
        ({ fr, en }) => String(fr.filter((name) => name !== "sup")) !== String(en.filter((name) => name !== "sup")),
      );
    expect(different).toEqual([]);
  });

  it("leave no sentence empty", () => {
    expect([...french, ...english].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("write the apostrophe as a printer does", () => {
    expect(offending([...french, ...english], /\p{L}'\p{L}|\p{L}'(?=\s)/u)).toEqual([]);
  });
});

describe("the French", () => {
  it("puts a narrow no-break space before : ; ? ! and inside « »", () => {
    expect(offending(french, /[ \u00a0][:;?!»]|«(?!\u202f)|[^\u202f]»/)).toEqual([]);
    expect(offending(french, /[\p{L}\d)»…][:;?!](?=\s|$)/u)).toEqual([]);
  });

  it("quotes with « »", () => {
    expect(offending(french, /["“”]\p{L}|\p{L}["“”]/u)).toEqual([]);
  });

  it("keeps the hour in one piece", () => {
    expect(offending(french, /\d h\b|\bh \d/)).toEqual([]);
  });

  it("neither pleads, nor exclaims, nor blames", () => {
    expect(offending(french, /veuillez|oups|invalide|erreur inconnue|s’il vous plaît|désolé/i)).toEqual([]);
    expect(offending(french, /!(?! *[<>"'$])/)).toEqual([]);
  });
});

describe("the English", () => {
  it("neither pleads, nor exclaims, nor blames", () => {
    expect(offending(english, /\bplease\b|oops|\binvalid\b|unknown error|\bsorry\b|!/i)).toEqual([]);
  });

  it("calls a component a department, where people read it", () => {
    const ofPages = english.filter(([key]) => !key.startsWith("sheets.command."));
    expect(offending(ofPages, /(?<!\{)\bcomponents?\b(?![},])/i)).toEqual([]);
  });

  it("puts no space before : ; ? and quotes with “ ”", () => {
    expect(offending(english, /[\s\u202f][:;?!](?=\s|$)|[«»]/)).toEqual([]);
  });
});

describe("the sheet", () => {
  it("is called as the institution calls it: no sentence names it, but those of the demonstration", () => {
    const ofTheService = [...french, ...english].filter(([key]) => !key.startsWith("demo."));
    expect(offending(ofTheService, /SCOL.?PASS|PASS.?UM/i)).toEqual([]);
  });
});

describe("whoever typed their own card", () => {
  it("is sent to IT, with its door and hours: no page of ours changes their password", () => {
    for (const { deskReset, problems } of [messages.fr, messages.en]) {
      const { notice, why } = deskReset.refusals.oneself;
      expect(why).toContain("{where}");
      expect(`${notice} ${problems.types["soi-meme"].detail}`).toMatch(/(DSI|IT) .*(DSI|IT) /);
    }
  });
});

describe("what is said of people’s data", () => {
  const said = (locale: "fr" | "en", closedDays: number) => {
    const t = createTranslator({ locale, messages: messages[locale], namespace: "legal.data.sections.what" });
    const plain = (chunks: string) => chunks;
    return t.markup("text", { p: plain, ul: plain, li: plain, days: 365, closedDays });
  };

  it("promises no erasure that nothing carries out", () => {
    expect(said("fr", 0)).toContain("L’effacement à ces échéances n’est pas encore en service");
    expect(said("en", 0)).toContain("Erasure at those dates is not in place yet");
    expect(said("fr", 0) + said("en", 0)).not.toMatch(/fermeture de votre compte|found your account closed/);
  });

  it("says after how many days what is left of a closed account goes, where the institution has it erased", () => {
    expect(said("fr", 365)).toContain("s’efface un an après que ce service a constaté la fermeture de votre compte");
    expect(said("en", 365)).toContain("is erased one year after this service has found your account closed");
    expect(said("fr", 90)).toContain("s’efface 90 jours après que ce service a constaté la fermeture de votre compte");
    expect(said("en", 90)).toContain("is erased 90 days after this service has found your account closed");
    expect(said("fr", 90) + said("en", 90)).not.toMatch(/pas encore en service|not in place yet/);
  });
});
