import type { Directory, DirectoryPerson, SetPasswordOutcome } from "./directory";

/**
 * Gives the directory this password, or finds that it holds it already: the service may have stopped after the directory took it, and
 * the person types it again. It is then neither new nor refused. Throws `DirectoryUnavailable`.
 */
export async function ensurePassword(
  directory: Directory,
  person: DirectoryPerson,
  password: string,
): Promise<SetPasswordOutcome> {
  const outcome = await directory.setPassword(person, password);
  if (outcome.ok || (outcome.reason !== "in-history" && outcome.reason !== "too-young")) return outcome;
  const isHeld = (await directory.authenticate(person, password)).ok;
  return isHeld ? { ok: true } : outcome;
}
