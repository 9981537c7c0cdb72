import "server-only";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SettingsError } from "@/lib/env";
import type { Services } from "@/lib/services";
import { publishCharter } from "./publish";
import { selectInForce } from "./queries";

/**
 * Publishes, as version 1, the two files that `charter` names in the institution file, unless a charter is in force already: what
 * is published does not change. Throws `SettingsError` when there is none to publish: no account could be opened.
 */
export async function publishFirstCharter({
  db,
  clock,
  institution,
  env,
}: Pick<Services, "db" | "clock" | "institution" | "env">): Promise<void> {
  const now = clock.now();
  if (await selectInForce(db, now, "fr")) return;
  const { charter } = institution;
  if (!charter) throw new SettingsError(["INSTITUTION_FILE, charter: missing, and no charter is in force"]);
  const read = (name: string) => readFileSync(resolve(dirname(env.institutionFile), name), "utf8");
  await publishCharter(db, { version: 1, publishedAt: now, texts: { fr: read(charter.fr), en: read(charter.en) } });
}
