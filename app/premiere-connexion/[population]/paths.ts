import type { Step } from "@/lib/activation/steps";
import { addressWords, type Population, populations } from "@/lib/population";

const pages: Record<Step, string> = {
  identity: "",
  "recovery-email": "/mail-de-secours",
  charter: "/charte",
  password: "/mot-de-passe",
  done: "/termine",
};

/** The page of a step, behind the door of a population. */
export function pathOf(step: Step, population: Population): string {
  return `/premiere-connexion/${addressWords[population]}${pages[step]}`;
}

/** The first page, even for a browser that has a first connection under way: another sheet, another person. */
export function startAgainPath(population: Population): string {
  return `${pathOf("identity", population)}?recommencer=oui`;
}

/** The first page, which then says that what was under way is over. */
export function interruptedPath(population: Population): string {
  return `${pathOf("identity", population)}?interrompue=oui`;
}

/** The last page, which then says that the account had its password already. */
export function alreadyOpenPath(population: Population): string {
  return `${pathOf("done", population)}?deja-ouvert=oui`;
}

/** Whose door the address says: `etudiant`, `personnel`; null for any other word. */
export function populationNamed(word: string): Population | null {
  return populations.find((population) => addressWords[population] === word) ?? null;
}
