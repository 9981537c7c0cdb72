import type { Population } from "@/lib/population";
import type { Role } from "@/lib/session/visitor";

/** The office that keeps and imports a population's register and prints its sheets: the registrar, or HR for staff. */
export interface Office {
  population: Population;
  /** The only roles that may enter. */
  roles: readonly Role[];
  /** The addresses of its pages. */
  paths: Record<"find" | "files" | "import" | "sheets", string>;
  /** How the file name of its printed sheets begins. */
  printed: string;
}

export const offices: Record<Population, Office> = {
  student: {
    population: "student",
    roles: ["registrar"],
    paths: {
      find: "/scolarite",
      files: "/scolarite/etudiants",
      import: "/scolarite/import",
      sheets: "/scolarite/scolpass",
    },
    printed: "scolpass",
  },
  staff: {
    population: "staff",
    roles: ["human-resources"],
    paths: {
      find: "/ressources-humaines",
      files: "/ressources-humaines/personnels",
      import: "/ressources-humaines/import",
      sheets: "/ressources-humaines/feuilles",
    },
    printed: "feuilles-personnel",
  },
};

/** Returns the office that a form was bound to. The browser may alter it: the action requires that office's role. */
export function officeBound(population: unknown): Office {
  return population === "staff" ? offices.staff : offices.student;
}
