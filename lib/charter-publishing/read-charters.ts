import "server-only";
import { isUuid } from "@/lib/forms/uuid";
import { populations } from "@/lib/population";
import type { Services } from "@/lib/services";
import { type Draft, selectDraft, selectDrafts, selectTexts, selectVersions, type Version } from "./queries";
import type { Texts } from "./rules";

export interface ListedVersion extends Version {
  state: "in-force" | "to-come" | "replaced" | "withdrawn";
  /** When the next version of the same population took over; null while none has. */
  replacedAt: Date | null;
}

/** Returns every version with its state, students' before staff's, newest first; and the drafts being written. */
export async function listCharters({ db, clock }: Pick<Services, "db" | "clock">) {
  const now = clock.now();
  const [rows, drafts] = await Promise.all([selectVersions(db), selectDrafts(db)]);
  const replacementOf = ({ population, publishedAt }: Version) =>
    rows
      .filter((each) => each.population === population && !each.withdrawnAt)
      .filter((each) => each.publishedAt > publishedAt && each.publishedAt <= now)
      .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime())
      .at(0);
  const listed = rows.map((row): ListedVersion => {
    if (row.withdrawnAt) return { ...row, state: "withdrawn", replacedAt: null };
    if (row.publishedAt > now) return { ...row, state: "to-come", replacedAt: null };
    const replacedAt = replacementOf(row)?.publishedAt ?? null;
    return { ...row, state: replacedAt ? "replaced" : "in-force", replacedAt };
  });
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
