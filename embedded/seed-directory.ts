import "server-only";
import { demoPeople, demoStaff } from "./demo-people";
import type { Store } from "./directory/store";

/**
 * Replaces the embedded directory's content by the demo people and their groups. `hashes`, by `uid`, are passwords
 * already hashed; the directory hashes the others.
 */
export async function seedDirectory(store: Store, hashes: Record<string, string> = {}): Promise<void> {
  const people = demoPeople.map((person) => ({ ...person, passwordHash: hashes[person.uid] }));
  const groups = [...new Set(demoStaff.flatMap((person) => person.groups))].map((cn) => ({
    cn,
    members: demoStaff.filter((person) => person.groups.includes(cn)).map(({ uid }) => uid),
  }));
  await store.fill({ people, groups });
}
