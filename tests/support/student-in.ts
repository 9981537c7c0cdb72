import type { Directory, DirectoryPerson } from "@/lib/directory/directory";

/** The demo student of this short name, as the directory says now. Throws when it has none. */
export async function studentIn(directory: Directory, uid: string): Promise<DirectoryPerson> {
  const person = await directory.findByIdentifier(`${uid}@etu.univ.example`);
  if (!person) throw new Error(`${uid} is not in the directory`);
  return person;
}
