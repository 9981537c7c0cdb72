import { fileURLToPath } from "node:url";

/** Returns the file of this program: all programs, and what they share, are in one folder (`scripts/programs.mjs`). */
export const programOf = (name: "web-worker" | "import-process"): string =>
  fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
