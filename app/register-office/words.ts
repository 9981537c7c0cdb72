import type { Metadata } from "next";
import { metadataOfNothing } from "@/app/nothing-here";
import { institution } from "@/lib/institution";
import { isServed, rulesOf } from "@/lib/population";
import type { Office } from "./offices";

/** What the sentences of an office are filled with. Throws for one that the institution does not have. */
export function wordsOf({ population }: Pick<Office, "population">) {
  return { population, sheet: rulesOf(institution(), population).sheetName };
}

/** False where nobody of its population opens an account here: its pages are then unknown ones. */
export function isOpenHere({ population }: Office): boolean {
  return isServed(population, institution());
}

/** The title of a page of this office, or of an unknown page. */
export async function titledIn(office: Office, title: () => Promise<string>): Promise<Metadata> {
  return isOpenHere(office) ? { title: await title() } : metadataOfNothing();
}
