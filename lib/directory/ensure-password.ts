import type { Services } from "@/lib/services";
import { type Bind, countBind } from "@/lib/throttle/binds";
import type { DirectoryPerson, SetPasswordOutcome } from "./directory";

/**
 * Gives the directory this password, or finds that it holds it already: the service may have stopped after the directory took it, and
 * the person types it again. It is then neither new nor refused. The bind that finds out counts as any other: passwords from before, sent
 * again and again, lock nobody out. No bind opens an account that is shut: there, a server that knows its password of now is believed.
 * Throws `DirectoryUnavailable`.
 */
export async function ensurePassword(
  services: Services,
  person: DirectoryPerson,
  password: string,
  caller: Bind["caller"],
): Promise<SetPasswordOutcome> {
  const { directory } = services;
  const outcome = await directory.setPassword(person, password);
  if (outcome.ok) return outcome;
  const { reason } = outcome;
  if (reason === "in-use" && person.state === "suspended") return { ok: true };
  if (reason !== "in-use" && reason !== "in-history" && reason !== "too-young") return { ok: false, reason };
  const bind = await countBind(services, { account: person.dn, caller });
  if (!bind.ok || !(await directory.authenticate(person, password)).ok) {
    return { ok: false, reason: reason === "in-use" ? "in-history" : reason };
  }
  await bind.wasRight();
  return { ok: true };
}
