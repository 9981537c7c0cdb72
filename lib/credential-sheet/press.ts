import type { Institution } from "@/lib/institution";
import type { Part } from "@/lib/pdf/part";
import type { Population, PopulationRules } from "@/lib/population";

/** What all sheets of a printing share. */
export interface Press {
  doc: PDFKit.PDFDocument;
  /** Measures what a sheet says before it is drawn. */
  ruler: Part;
  /** The structure element to which each sheet is added. */
  whole: PDFKit.PDFStructureElement;
  institution: Institution;
  /** The population of these sheets, and its rules. */
  population: Population;
  rules: PopulationRules;
  /** As `openImage` returned it; null when the institution has none for paper. */
  logo: Buffer | null;
  publicUrl: string;
}
