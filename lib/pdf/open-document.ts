import "server-only";
import { join } from "node:path";
import PDFDocument from "pdfkit";

const folder = join(/* turbopackIgnore: true */ process.cwd(), "lib/pdf/fonts");

/**
 * The fonts of a document: the typeface of the pages in two weights, and its monospaced sister for codes. They are
 * given to pdfkit by file: it reads a font registered under a name again at each use.
 */
export const typeface = {
  regular: join(folder, "atkinson-hyperlegible-next-regular.ttf"),
  bold: join(folder, "atkinson-hyperlegible-next-bold.ttf"),
  code: join(folder, "atkinson-hyperlegible-mono-bold.woff"),
} as const;

interface Metadata {
  appendXML(xml: string, newline?: boolean): void;
}

/**
 * Returns an empty A4 document without pages, in French by default: tagged, with embedded fonts and its title in the
 * window's bar, as PDF/UA-1 requires. It is a readable stream, which emits what was drawn page by page.
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
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    font: typeface.regular,
    pdfVersion: "1.7",
    // Supported by pdfkit since 0.16, but not in its types yet.
    subset: "PDF/UA" as "PDF/A-1",
    tagged: true,
    displayTitle: true,
    lang,
    info: { Title: title, Author: author, CreationDate: at, Producer: "Trousseau", Creator: "Trousseau" },
  });
  // pdfkit writes the title and the author into XML as they are, by this method, of which its types say nothing.
  const { appendXML } = doc as unknown as Metadata;
  const escaped: Metadata["appendXML"] = (xml, ...rest) =>
    appendXML.call(doc, xml.replace(/(?<=<rdf:li[^>]*>).*(?=<\/rdf:li>)/s, inXml), ...rest);
  return Object.assign(doc, { appendXML: escaped });
}

function inXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Opens a PNG or JPEG once, to draw it on many pages while the document holds one copy. Throws when it is neither. */
export function openImage(doc: PDFKit.PDFDocument, image: Buffer): Buffer {
  // In pdfkit since 0.3, but not in its types, in which `image` does not take what it returns.
  return (doc as unknown as { openImage(image: Buffer): Buffer }).openImage(image);
}
