import "server-only";
import { isServed, type Population, populations } from "@/lib/population";
import type { Services } from "@/lib/services";
import { recogniseColumns } from "./columns/recognise";
import { examineFile } from "./file/examine";
import type { ImportFile } from "./file/import-file";

/**
 * Returns the population that a file is about, from its columns, among all that are served: for people who may import
 * for each. A file that is not recognised counts as the students'; reading it then says what is wrong.
 */
export async function whoseFile({ institution }: Pick<Services, "institution">, file: ImportFile): Promise<Population> {
  const examined = await examineFile(file);
  if (!examined.ok) return "student";
  const served = populations.filter((population) => isServed(population, institution));
  const recognised = recogniseColumns(examined.beginning, institution, served);
  return "population" in recognised ? recognised.population : "student";
}
