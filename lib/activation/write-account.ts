import type { Directory, DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
import { ensurePassword } from "@/lib/directory/ensure-password";
import { DirectoryUnavailable } from "@/lib/errors";

type PasswordRefusal = Extract<SetPasswordOutcome, { ok: false }>["reason"];

/**
 * Gives the directory the password, then the active state: in this order, since an active account without its password would serve
 * nobody. A suspended account stays as it is.
 */
export async function writeAccount(
  directory: Directory,
  identifier: string,
  password: string,
): Promise<{ ok: true; person: DirectoryPerson } | { ok: false; reason: PasswordRefusal | "account-suspended" }> {
  const person = await directory.findByIdentifier(identifier);
  if (!person) throw new DirectoryUnavailable("the student has no entry");
  if (person.state === "suspended") return { ok: false, reason: "account-suspended" };
  const outcome = await ensurePassword(directory, person, password);
  if (!outcome.ok) return outcome;
  await directory.activate(person);
  return { ok: true, person };
}
