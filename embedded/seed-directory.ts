import "server-only";
import { hashedPasswords } from "./demo-hashes";
import { demoNewcomers, demoStaff, demoStudents } from "./demo-people";
import type { Store } from "./directory/store";

/** Makes the demo people and their groups anew in the embedded directory; whoever else was there is gone. */
export async function seedDirectory(store: Store): Promise<void> {
  await store.clear();
  const hashes = await hashedPasswords();
  const people = [...demoStudents, ...demoNewcomers, ...demoStaff].map((person) => ({
    ...person,
    passwordHash: hashes.get(person.uid),
  }));
  await Promise.all(people.map((person) => store.putPerson(person)));
  for (const cn of new Set(demoStaff.flatMap(({ groups }) => groups))) {
    const members = demoStaff.filter(({ groups }) => groups.includes(cn)).map(({ uid }) => uid);
    await store.putGroup({ cn, members });
  }
}
