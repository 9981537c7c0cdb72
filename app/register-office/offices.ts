import type { Population } from "@/lib/population";
import type { Role } from "@/lib/session/visitor";

/** Who keeps the register of one population, imports it and prints its sheets: the registrar for students, human resources for staff. */
export interface Office {
  population: Population;
  /** Who works there, and nobody else comes in. */
  roles: readonly Role[];
  /** Where its pages are. */
  paths: Record<"find" | "files" | "import" | "sheets", string>;
  /** How the name of a file that holds its sheets begins. */
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

/** The office that a form of its pages was bound to. The browser sends that back: whatever it says, that office's role is asked for. */
export function officeBound(population: unknown): Office {
  return population === "staff" ? offices.staff : offices.student;
}
