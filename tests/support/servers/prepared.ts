import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const shelf = fileURLToPath(new URL("../../../node_modules/.cache/trousseau/", import.meta.url));

/**
 * Fills the empty `folder` with what `make` produces from these ingredients. What takes long is made once on this
 * machine, kept in `node_modules` and copied afterwards; other ingredients are made anew. Concurrent runs do not
 * interfere.
 */
export async function copyPrepared(
  name: string,
  ingredients: string[],
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const kept = join(
    shelf,
    `${name}-${createHash("sha256").update(JSON.stringify(ingredients)).digest("hex").slice(0, 16)}`,
  );
  if (!existsSync(kept)) {
    mkdirSync(shelf, { recursive: true });
    const making = mkdtempSync(join(shelf, "making-"));
    try {
      await make(making);
      renameSync(making, kept);
      for (const other of readdirSync(shelf)) {
        if (other.startsWith(`${name}-`) && other !== basename(kept)) rmSync(join(shelf, other), { recursive: true });
      }
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      // Another run's was ready first, and is as good.
      if (!existsSync(kept)) throw error;
    }
  }
  execFileSync("cp", ["-a", `${kept}/.`, folder]);
}
