import type { Step } from "@/lib/activation/steps";
import { addressWords, type Population, populations } from "@/lib/population";

const pages: Record<Step, string> = {
  identity: "",
  "recovery-email": "/mail-de-secours",
  charter: "/charte",
  password: "/mot-de-passe",
  done: "/termine",
};

/** Returns the page of a step, under a population's address. */
export function pathOf(step: Step, population: Population): string {
  return `/premiere-connexion/${addressWords[population]}${pages[step]}`;
}

/** Returns the first page, even for a browser with a first connection in progress: another sheet, another person. */
export function startAgainPath(population: Population): string {
  return `${pathOf("identity", population)}?recommencer=oui`;
}

/** Returns the first page, which then says that the former first connection is over. */
export function interruptedPath(population: Population): string {
  return `${pathOf("identity", population)}?interrompue=oui`;
}

/** Returns the last page, which then says that the account already had its password. */
export function alreadyOpenPath(population: Population): string {
  return `${pathOf("done", population)}?deja-ouvert=oui`;
}

/** Returns the population that the address names: `etudiant`, `personnel`; null for any other word. */
export function populationNamed(word: string): Population | null {
  return populations.find((population) => addressWords[population] === word) ?? null;
}
