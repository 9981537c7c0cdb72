import type { Institution } from "@/lib/institution";

/** What every sheet of a printing shares. */
export interface Press {
  doc: PDFKit.PDFDocument;
  /** The structure element that each sheet becomes a part of. */
  whole: PDFKit.PDFStructureElement;
  institution: Institution;
  /** As `openImage` gave it; null where the institution has none for paper. */
  logo: Buffer | null;
  publicUrl: string;
}
