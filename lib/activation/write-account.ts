import type {
  CreateEntryOutcome,
  Directory,
  DirectoryPerson,
  RegisterFacts,
  SetPasswordOutcome,
} from "@/lib/directory/directory";
import { ensurePassword } from "@/lib/directory/ensure-password";

type PasswordRefusal = Extract<SetPasswordOutcome, { ok: false }>["reason"];
type EntryRefusal = Extract<CreateEntryOutcome, { ok: false }>["reason"];
export type AccountRefusal = PasswordRefusal | EntryRefusal | "account-suspended";

/**
 * Gives the directory the password, then the active state: in this order, since an active account without its password would serve
 * nobody. A missing entry is made first, where the settings ask for it. A suspended account stays as it is, and so does one that an
 * administrator shut: a new password would open it again on OpenLDAP.
 */
export async function writeAccount(
  directory: Directory,
  student: RegisterFacts,
  password: string,
): Promise<{ ok: true; person: DirectoryPerson } | { ok: false; reason: AccountRefusal }> {
  const found = await directory.findByIdentifier(student.identifier);
  const present = found ? ({ ok: true, person: found } as const) : await directory.createEntry(student);
  if (!present.ok) return present;
  const { person } = present;
  if (person.state === "suspended") return { ok: false, reason: "account-suspended" };
  const outcome = await ensurePassword(directory, person, password);
  if (!outcome.ok) return outcome;
  await directory.activate(person);
  return { ok: true, person };
}
