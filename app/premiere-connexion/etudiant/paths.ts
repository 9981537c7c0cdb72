import type { Step } from "@/lib/activation/steps";

/** The page of each step. */
export const pathOf: Record<Step, string> = {
  identity: "/premiere-connexion/etudiant",
  "recovery-email": "/premiere-connexion/etudiant/mail-de-secours",
  charter: "/premiere-connexion/etudiant/charte",
  password: "/premiere-connexion/etudiant/mot-de-passe",
  done: "/premiere-connexion/etudiant/termine",
};

/** Opens the first page even for a browser that has a first connection under way: another sheet, another person. */
export const startAgainPath = "/premiere-connexion/etudiant?recommencer=oui";

/** The first page, which then says that what was under way is over. */
export const interruptedPath = "/premiere-connexion/etudiant?interrompue=oui";
