import { addressWords, type Population } from "@/lib/population";

/** Returns the address of a population’s charter. The students’ has the plain address. */
export function charterPath(population: Population): string {
  return population === "student" ? "/charte" : `/charte?pour=${addressWords[population]}`;
}
