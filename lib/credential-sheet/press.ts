import type { Institution } from "@/lib/institution";
import type { Population, PopulationRules } from "@/lib/population";

/** What every sheet of a printing shares. */
export interface Press {
  doc: PDFKit.PDFDocument;
  /** The structure element that each sheet becomes a part of. */
  whole: PDFKit.PDFStructureElement;
  institution: Institution;
  /** Whose sheets these are, and what holds for them. */
  population: Population;
  rules: PopulationRules;
  /** As `openImage` gave it; null where the institution has none for paper. */
  logo: Buffer | null;
  publicUrl: string;
}
