import "server-only";
import { hashedPasswords } from "./demo-hashes";
import { demoNewcomers, demoStaff, demoStudents } from "./demo-people";
import type { Store } from "./directory/store";

/** Puts the demo people and their groups in the embedded directory; whoever else was there is gone. */
export async function seedDirectory(store: Store): Promise<void> {
  const hashes = await hashedPasswords();
  const people = [...demoStudents, ...demoNewcomers, ...demoStaff].map((person) => ({
    ...person,
    passwordHash: hashes.get(person.uid),
  }));
  const groups = [...new Set(demoStaff.flatMap((person) => person.groups))].map((cn) => ({
    cn,
    members: demoStaff.filter((person) => person.groups.includes(cn)).map(({ uid }) => uid),
  }));
  await store.fill({ people, groups });
}
