import { fileURLToPath } from "node:url";

/** The file of the program of that name: all of them, and what they share, lie in one folder (`scripts/programs.mjs`). */
export const programOf = (name: "web-worker" | "import-process"): string =>
  fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
