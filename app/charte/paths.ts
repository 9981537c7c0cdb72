import { addressWords, type Population } from "@/lib/population";

/** Where the charter of a population is read. Students’ is the one of the plain address. */
export function charterPath(population: Population): string {
  return population === "student" ? "/charte" : `/charte?pour=${addressWords[population]}`;
}
