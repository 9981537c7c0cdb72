import "server-only";
import { join } from "node:path";
import PDFDocument from "pdfkit";

const folder = join(/* turbopackIgnore: true */ process.cwd(), "lib/pdf/fonts");

/**
 * What a document is set in: the typeface of the pages, in two weights, and its sister whose letters are all as wide, for codes. Known to
 * pdfkit by their files: one that is also registered under a name is read again each time it is asked for.
 */
export const typeface = {
  regular: join(folder, "atkinson-hyperlegible-next-regular.ttf"),
  bold: join(folder, "atkinson-hyperlegible-next-bold.ttf"),
  code: join(folder, "atkinson-hyperlegible-mono-bold.woff"),
} as const;

/**
 * An empty A4 document, in French unless another language is said, without pages: tagged, its fonts embedded, its title in the window's
 * bar, as PDF/UA-1 asks. It is a readable stream: what was drawn leaves it page by page.
 */
export function openDocument({
  title,
  author,
  at,
  lang = "fr-FR",
}: {
  title: string;
  author: string;
  at: Date;
  lang?: string;
}): PDFKit.PDFDocument {
  return new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    font: typeface.regular,
    pdfVersion: "1.7",
    // Known to pdfkit since 0.16, not yet to its types.
    subset: "PDF/UA" as "PDF/A-1",
    tagged: true,
    displayTitle: true,
    lang,
    info: { Title: title, Author: author, CreationDate: at, Producer: "Trousseau", Creator: "Trousseau" },
  });
}

/** PNG or JPEG, opened once to be drawn on many pages: the document then holds it once. Throws when it is neither. */
export function openImage(doc: PDFKit.PDFDocument, image: Buffer): Buffer {
  // Known to pdfkit since 0.3, not to its types, which ask of `image` what it takes besides.
  return (doc as unknown as { openImage(image: Buffer): Buffer }).openImage(image);
}
