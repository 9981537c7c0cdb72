import "server-only";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SettingsError } from "@/lib/env";
import { isServed, type Population, populations, rulesOf } from "@/lib/population";
import type { Services } from "@/lib/services";
import { publishCharter } from "./publish";
import { selectInForce, selectNewestVersion } from "./queries";

type Stores = Pick<Services, "db" | "clock" | "institution" | "env">;

/**
 * Publishes, for each served population without a charter in force, the two files that `charter` names in the
 * institution file; a published charter does not change. A population without files of its own starts with the
 * students’ text. Throws `SettingsError` when there is nothing to publish, because no account could be opened.
 */
export async function publishFirstCharters(stores: Stores): Promise<void> {
  for (const population of populations) {
    if (isServed(population, stores.institution)) await publishFirstCharter(stores, population);
  }
}

const noCharter = { path: "charter", message: "missing, and no charter is in force" };

async function publishFirstCharter(stores: Stores, population: Population): Promise<void> {
  const { db, clock } = stores;
  const publishedAt = clock.now();
  if (await selectInForce(db, publishedAt, "fr", population)) return;
  const texts = textsNamed(stores, population) ?? (await studentsTexts(stores));
  if (!texts) throw new SettingsError([{ name: "INSTITUTION_FILE", kind: "wrong", values: noCharter }]);
  const version = (await selectNewestVersion(db)) + 1;
  await publishCharter(db, { version, population, publishedAt, texts });
}

function textsNamed({ institution, env }: Stores, population: Population) {
  const { charter } = rulesOf(institution, population);
  const read = (name: string) => readFileSync(resolve(dirname(env.institutionFile), name), "utf8");
  return charter && { fr: read(charter.fr), en: read(charter.en) };
}

async function studentsTexts({ db, clock }: Stores) {
  const fr = await selectInForce(db, clock.now(), "fr", "student");
  const en = await selectInForce(db, clock.now(), "en", "student");
  return fr && en && { fr: fr.markdown, en: en.markdown };
}
