import { test as anywhere, expect } from "vitest";
import { startPrinting } from "@/lib/credential-sheet/draw-sheets";
import type { Sheet } from "@/lib/credential-sheet/sheet";
import type { Population } from "@/lib/population";
import { testInstitution } from "@/tests/support/directory";
import { canReadPdf, linesToCopy, lowestWord, type ReadPdf, readCode, readPdf } from "@/tests/support/read-pdf";
import { inFile, read } from "@/tests/support/sheets";

const test = anywhere.skipIf(!canReadPdf);

const issuedAt = new Date("2026-11-12T11:00:00Z");
const press = {
  institution: testInstitution,
  population: "student" as Population,
  publicUrl: "https://compte.univ.example",
};
const sheet: Sheet = {
  identifier: "camille.martin@etu.univ.example",
  mail: "camille.martin@etu.univ.example",
  givenName: "Camille",
  familyName: "Martin",
  birthName: "Nguyễn-Łukasiewicz",
  birthDate: "2007-04-17",
  birthPlace: "Nantes",
  componentCode: "ECO",
  componentName: "Économie",
  stages: ["Licence 1 Économie", "DU Espagnol"],
  status: "Étudiante",
  enrolledOn: "2026-11-05",
  provisionalPassword: "K7QX-M3VP-9RTD",
  issuedAt,
  expiresAt: new Date("2027-03-12T23:00:00Z"),
};

/** As long as real people's are. */
const longIdentifier = "marie-antoinette.nguyen-de-la-rochefoucauld-liancourt01@etu.univ.example";
const longIdentity: Sheet = {
  ...sheet,
  identifier: longIdentifier,
  mail: longIdentifier,
  givenName: "Marie-Antoinette Éléonore",
  familyName: "Nguyen de La Rochefoucauld-Liancourt",
  birthPlace: "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
  componentName: "UFR des lettres, langues, arts et sciences humaines et sociales",
  stages: ["L3 Langues étrangères appliquées", "DU Préparation au concours", "L3 Musicologie", "DU Chant"],
  enrolledOn: "2026-11-12",
  provisionalPassword: "WWWW-MMMM-W8QW",
};

/** As long as a register keeps. */
const words = "Wwwwwww ".repeat(15).trim();
const fullIdentity: Sheet = {
  ...sheet,
  givenName: words,
  familyName: words,
  birthName: `${words}w`,
  birthPlace: words,
  componentName: words,
  stages: [words, words],
  status: words,
};

function printed(...sheets: Sheet[]): AsyncIterable<Uint8Array> {
  return printedBy(press, ...sheets);
}

function printedBy(by: typeof press, ...sheets: Sheet[]): AsyncIterable<Uint8Array> {
  const printing = startPrinting({ ...by, logo: null }, { count: sheets.length, at: issuedAt });
  for (const each of sheets) printing.draw(each);
  return printing.end();
}

/** Prints for an office of that name, place and opening hours. */
function pressOf(population: Population, [name, place, hours]: readonly [string, string, string]): typeof press {
  const said = (text: string) => ({ fr: text, en: text });
  const offices = { "*": { name: said(name), place: said(place), hours: said(hours), phone: "01 99 00 12 51" } };
  const { help, populations } = testInstitution;
  if (!populations.staff) throw new Error("the demo institution serves its staff");
  const staff = { ...populations.staff, offices };
  const institution = { ...testInstitution, help: { ...help, registrars: offices }, populations: { staff } };
  return { ...press, institution, population };
}

function drawn(...sheets: Sheet[]): Promise<ReadPdf> {
  return read(printed(...sheets));
}

test("a sheet says who, what to copy, until when and whom to ask", async () => {
  const { pages } = await drawn(sheet);
  expect(pages).toHaveLength(1);
  const words = pages[0]?.replace(/\s+/g, " ");
  for (const said of [
    "Université d’Exemple SCOL’PASS",
    "Imprimée le 12 novembre 2026",
    "Camille Martin",
    "17 avril 2007, à Nantes",
    "Licence 1 Économie DU Espagnol",
    "Statut Étudiante",
    "jusqu’au 12 mars 2027",
    "tapez compte.univ.example et choisissez « 1ère connexion », puis « Étudiant »",
    "j’accepte la charte",
    "ne remplace en aucun cas votre carte d’étudiant",
    "Scolarité d’Économie",
    "01 99 00 12 51",
    "ouvre la 1ère connexion, identifiant déjà écrit. Scan it: opens the first connection.",
    "Gardez cette feuille en lieu sûr Keep this sheet safe",
    "Any difficulty?",
  ]) {
    expect(words).toContain(said);
  }
  expect(words).not.toContain("Possible du");
});

test("who has no other status is a student", async () => {
  const { pages } = await drawn({ ...sheet, status: null });
  expect(pages[0]?.replace(/\s+/g, " ")).toContain("Statut Étudiant(e)");
});

test("a sheet of staff bears its own name, says the service, the post and the arrival, and leads to the door of staff", async () => {
  const maxime = { ...sheet, identifier: "faure-m", mail: "maxime.faure@univ.example", componentCode: "BU" };
  const of = { ...maxime, componentName: "Bibliothèque universitaire", stages: ["Bibliothécaire"], status: null };
  const printing = startPrinting({ ...press, population: "staff", logo: null }, { count: 1, at: issuedAt });
  printing.draw(of);
  const { words, title, code } = await inFile(printing.end(), async (file) => {
    const { pages, title } = await readPdf(file);
    return { words: pages[0]?.replace(/\s+/g, " "), title, code: await readCode(file) };
  });
  expect(title).toBe("Feuille PASS’UM, Université d’Exemple");
  for (const said of [
    "Université d’Exemple PASS’UM",
    "Service Bibliothèque universitaire",
    "Fonction Bibliothécaire",
    "Arrivée 5 novembre 2026",
    "Identifiant de connexion faure-m",
    "puis «\u202fPersonnel\u202f»",
    "Ressources humaines bâtiment A, bureau 210",
  ]) {
    expect(words).toContain(said.replaceAll("\u202f", " "));
  }
  expect(words).not.toMatch(/étudiant|SCOL’PASS|Composante/i);
  expect(code).toBe("https://compte.univ.example/premiere-connexion/personnel?identifiant=faure-m");
});

test("a sheet given before the account opens says from when", async () => {
  const { pages } = await drawn({ ...sheet, enrolledOn: "2026-11-12" });
  expect(pages[0]).toContain("Possible du 13 novembre 2026 au 12 mars 2027.");
});

test("a name keeps what the typeface has of it, and never becomes a box", async () => {
  const { pages } = await drawn(sheet);
  expect(pages[0]).toContain("Nguyên-Łukasiewicz");
});

test("reading programs are told the title, the language, the order and what the code is; every font is in the document", async () => {
  const { title, isTagged, structure, fonts } = await drawn(sheet);
  expect([title, isTagged]).toEqual(["Feuille SCOL’PASS, Université d’Exemple", true]);
  for (const part of ["Document", "H1", "H2", "L", "LI", "LBody", "Figure"]) expect(structure).toContain(part);
  expect(structure.indexOf("Camille Martin")).toBeLessThan(structure.indexOf("K7QX-M3VP-9RTD"));
  expect(structure.indexOf("K7QX-M3VP-9RTD")).toBeLessThan(structure.indexOf("Ouvrez votre compte"));
  expect(fonts).not.toMatch(/Helvetica| no +(yes|no) +(yes|no) /);
});

test("what the file says of itself in XML stays XML, whatever the institution is called", async () => {
  const institution = { ...testInstitution, name: { fr: "<A> & B < C", en: "A" } };
  const printing = startPrinting({ ...press, institution, logo: null }, { count: 1, at: issuedAt });
  printing.draw(sheet);
  const chunks: Uint8Array[] = [];
  for await (const bytes of printing.end()) chunks.push(bytes);
  const [metadata = ""] = /<\?xpacket begin[\s\S]*<\?xpacket end/.exec(Buffer.concat(chunks).toString()) ?? [];
  expect(metadata).toContain("<rdf:li>&lt;A&gt; &amp; B &lt; C</rdf:li>");
  expect(metadata).toContain(", &lt;A&gt; &amp; B &lt; C</rdf:li>");
  expect(metadata).toContain("<pdf:Producer>Trousseau</pdf:Producer>");
});

test("the longest of identities stay on one page, whole where they are copied", async () => {
  const { pages } = await drawn(longIdentity);
  expect(pages).toHaveLength(1);
  expect(pages[0]?.replace(/\s+/g, "")).toContain(longIdentifier);
  expect(pages[0]).toContain("WWWW-MMMM-W8QW");
  expect(pages[0]).toMatch(/aide\s*$/);
  expect(await inFile(printed(longIdentity), lowestWord)).toBeLessThan(802);
});

test("where all of an identity is as long as a register keeps, it is cut before the page is", async () => {
  const { pages } = await drawn(fullIdentity);
  expect(pages).toHaveLength(1);
  for (const label of ["Nom de naissance", "Statut", "Mél"]) expect(pages[0]).toContain(label);
  expect(await inFile(printed(fullIdentity), lowestWord)).toBeLessThan(802);
});

const longOffice = [
  "Direction des études et de la vie universitaire, scolarité",
  "bâtiment des sciences humaines et sociales, rez-de-chaussée, porte bleue à gauche de la cafétéria",
  "du lundi au jeudi de 9 h à 12 h 30 et de 13 h 30 à 16 h 30, le vendredi de 9 h à 12 h, sauf vacances universitaires",
] as const;

const crowded = (["student", "staff"] as const).flatMap((population) =>
  Object.entries({ sheet, longIdentity, fullIdentity }).map(([person, of]) => ({ population, person, of })),
);

test.for(crowded)("a long office is said whole, above the foot of the page: $population, $person", async (each) => {
  const by = pressOf(each.population, longOffice);
  const { pages } = await read(printedBy(by, each.of));
  expect(pages).toHaveLength(1);
  const [name, place, hours] = longOffice;
  const said = `${name}${place},${hours}01 99 00 12 51Aide`;
  expect(pages[0]?.replace(/\s+/g, "")).toContain(said.replace(/\s+/g, ""));
  expect(await inFile(printedBy(by, each.of), lowestWord)).toBeLessThan(802);
});

test.for(crowded)("an office of endless words is cut, and not its phone: $population, $person", async (each) => {
  const by = pressOf(each.population, [words.repeat(9), words.repeat(9), words.repeat(9)]);
  const { pages } = await read(printedBy(by, each.of));
  expect(pages).toHaveLength(1);
  expect(pages[0]?.replace(/\s+/g, " ")).toMatch(/… 01 99 00 12 51 Aide : \S+ $/);
  expect(await inFile(printedBy(by, each.of), lowestWord)).toBeLessThan(802);
});

test.each([`${words}w`, null])(
  "the mail of staff, said nowhere else on their sheet, is whole: %#",
  async (birthName) => {
    const person = { ...fullIdentity, birthName, identifier: "nguyen-m", mail: longIdentifier };
    for (const by of [{ ...press, population: "staff" as const }, pressOf("staff", longOffice)]) {
      const { pages } = await read(printedBy(by, person));
      expect(pages[0]?.replace(/\s+/g, "")).toContain(longIdentifier);
    }
  },
);

test("each page has its own two lines", async () => {
  const other = { identifier: "ines.benali@etu.univ.example", provisionalPassword: "W4HN-8CZS-2LPF" };
  expect(linesToCopy(await drawn(sheet, { ...sheet, ...other }))).toEqual([
    { identifier: sheet.identifier, provisionalPassword: sheet.provisionalPassword },
    other,
  ]);
});

test("the code of a printed sheet says the address and the identifier, and nothing else", async () => {
  expect(await inFile(printed(sheet), readCode)).toBe(
    "https://compte.univ.example/premiere-connexion/etudiant?identifiant=camille.martin%40etu.univ.example",
  );
});

/** One blue point. */
const point = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

anywhere("the institution's logo is on every sheet, and in the file once", async () => {
  const printing = startPrinting({ ...press, logo: point }, { count: 2, at: issuedAt });
  printing.draw(sheet);
  printing.draw({ ...sheet, identifier: "camille.martin01@etu.univ.example" });
  let file = "";
  for await (const bytes of printing.end()) file += Buffer.from(bytes).toString("latin1");
  expect(file.match(/\/Subtype \/Image/g)?.length).toBe(1 + 1); // Its colours, and how transparent they are.
  expect(file.match(/\/XObject <<\s*\/I1/g)).toHaveLength(2);
});

test("a logo that is no image is refused before anything is drawn", () => {
  const broken = { ...press, logo: Buffer.from("<svg/>") };
  expect(() => startPrinting(broken, { count: 1, at: issuedAt })).toThrow("Unknown image format");
});
