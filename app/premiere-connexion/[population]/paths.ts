import type { Step } from "@/lib/activation/steps";
import type { Population } from "@/lib/population";

const doors: Record<Population, string> = {
  student: "/premiere-connexion/etudiant",
  staff: "/premiere-connexion/personnel",
};

const pages: Record<Step, string> = {
  identity: "",
  "recovery-email": "/mail-de-secours",
  charter: "/charte",
  password: "/mot-de-passe",
  done: "/termine",
};

/** The page of a step, behind the door of a population. */
export function pathOf(step: Step, population: Population): string {
  return doors[population] + pages[step];
}

/** The first page, even for a browser that has a first connection under way: another sheet, another person. */
export function startAgainPath(population: Population): string {
  return `${doors[population]}?recommencer=oui`;
}

/** The first page, which then says that what was under way is over. */
export function interruptedPath(population: Population): string {
  return `${doors[population]}?interrompue=oui`;
}

/** Whose door the address says: `etudiant`, `personnel`; null for any other word. */
export function populationNamed(segment: string): Population | null {
  if (segment === "etudiant") return "student";
  return segment === "personnel" ? "staff" : null;
}
