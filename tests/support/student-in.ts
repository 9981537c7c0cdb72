import type { Directory, DirectoryPerson } from "@/lib/directory/directory";

/** Returns the demo student with this short name, as the directory has them now. Throws when it has none. */
export async function studentIn(directory: Directory, uid: string): Promise<DirectoryPerson> {
  const person = await directory.findByIdentifier(`${uid}@etu.univ.example`);
  if (!person) throw new Error(`${uid} is not in the directory`);
  return person;
}
