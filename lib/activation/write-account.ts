import type { Directory, DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
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
  const outcome = await directory.setPassword(person, password);
  if (!outcome.ok && !(await isAlreadySet(directory, person, password, outcome.reason))) return outcome;
  await directory.activate(person);
  return { ok: true, person };
}

/** The service stopped after the directory took this very password, and the student types it again: it is neither new, nor refused. */
async function isAlreadySet(directory: Directory, person: DirectoryPerson, password: string, reason: PasswordRefusal) {
  if (reason !== "in-history" && reason !== "too-young") return false;
  return (await directory.authenticate(person, password)).ok;
}
