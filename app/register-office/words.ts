import type { Metadata } from "next";
import { metadataOfNothing } from "@/app/nothing-here";
import { institution } from "@/lib/institution";
import { isServed, rulesOf } from "@/lib/population";
import type { Office } from "./offices";

/** Returns the values of an office's sentences. Throws for an office that the institution does not have. */
export function wordsOf({ population }: Pick<Office, "population">) {
  return { population, sheet: rulesOf(institution(), population).sheetName };
}

/** False when the office's population opens no accounts here: its pages are then unknown. */
export function isOpenHere({ population }: Office): boolean {
  return isServed(population, institution());
}

/** Returns the title of a page of this office, or of an unknown page. */
export async function titledIn(office: Office, title: () => Promise<string>): Promise<Metadata> {
  return isOpenHere(office) ? { title: await title() } : metadataOfNothing();
}
