import "server-only";
import { isServed, type Population, populations } from "@/lib/population";
import type { Services } from "@/lib/services";
import { recogniseColumns } from "./columns/recognise";
import { examineFile } from "./file/examine";
import type { ImportFile } from "./file/import-file";

/**
 * Whom a file is about, by its columns, of all populations that are served: for whoever may import for each of them. A file that cannot
 * be told apart is the students'; reading it says what is wrong with it.
 */
export async function whoseFile({ institution }: Pick<Services, "institution">, file: ImportFile): Promise<Population> {
  const examined = await examineFile(file);
  if (!examined.ok) return "student";
  const served = populations.filter((population) => isServed(population, institution));
  const recognised = recogniseColumns(examined.beginning, institution, served);
  return "population" in recognised ? recognised.population : "student";
}
