import "server-only";
import { isUuid } from "@/lib/forms/uuid";
import { populations } from "@/lib/population";
import type { Services } from "@/lib/services";
import { type Draft, selectDraft, selectDrafts, selectTexts, selectVersions, type Version } from "./queries";
import type { Texts } from "./rules";

export interface ListedVersion extends Version {
  state: "in-force" | "to-come" | "replaced" | "withdrawn";
  /** When another took its place; null for a version that has none yet. */
  replacedAt: Date | null;
}

/** Returns every version with its state, students' before staff's, newest first; and the drafts being written. */
export async function listCharters({ db, clock }: Pick<Services, "db" | "clock">) {
  const now = clock.now();
  const [rows, drafts] = await Promise.all([selectVersions(db), selectDrafts(db)]);
  const replacedAt = ({ population, publishedAt, withdrawnAt }: Version) => {
    if (withdrawnAt) return null;
    const later = rows.filter(
      (each) =>
        each.population === population &&
        !each.withdrawnAt &&
        each.publishedAt > publishedAt &&
        each.publishedAt <= now,
    );
    return later.sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime()).at(0)?.publishedAt ?? null;
  };
  const stateOf = (row: Version) => {
    if (row.withdrawnAt) return "withdrawn";
    if (row.publishedAt > now) return "to-come";
    return replacedAt(row) ? "replaced" : "in-force";
  };
  const listed: ListedVersion[] = rows.map((row) => ({ ...row, state: stateOf(row), replacedAt: replacedAt(row) }));
  const versions = populations.flatMap((population) => listed.filter((version) => version.population === population));
  return { versions, drafts };
}

/** Returns the version of the same population that this one replaced, or was to; undefined for the first. */
export function versionBefore(versions: readonly ListedVersion[], { population, publishedAt }: ListedVersion) {
  return versions
    .filter((each) => each.population === population && each.state !== "withdrawn" && each.publishedAt < publishedAt)
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())
    .at(0);
}

/** Returns a draft, or what became of it; null when there never was one. `id` may be any text from an address. */
export async function readDraft({ db }: Pick<Services, "db">, id: string): Promise<Draft | null> {
  if (!isUuid(id)) return null;
  return (await selectDraft(db, id)) ?? null;
}

/** Returns the two texts of a version, withdrawn or not, or null. */
export async function readTexts({ db }: Pick<Services, "db">, version: number): Promise<Texts | null> {
  return (await selectTexts(db, version)) ?? null;
}
