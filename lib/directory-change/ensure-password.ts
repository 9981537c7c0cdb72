import type { DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
import { asMayBeMade, mayBeMade } from "@/lib/directory/unexpected";
import type { Services } from "@/lib/services";
import { type Bind, countBind } from "@/lib/throttle/binds";

/**
 * Gives the directory this password, or finds that it holds it already: the service may have stopped after the directory took it, and
 * the person types it again. It is then neither new nor refused. So is one that was sent and not answered, where the directory still says that
 * it opens the account. The bind that finds out counts as any other: passwords from before, sent again and again, lock nobody out. No bind opens
 * an account that is shut: there, a server that knows its password of now is believed. Throws `DirectoryUnavailable`; `mayBeMade` tells
 * whether the directory may hold it all the same.
 */
export async function ensurePassword(
  services: Services,
  person: DirectoryPerson,
  password: string,
  caller: Bind["caller"],
): Promise<SetPasswordOutcome> {
  const opens = () => doesOpen(services, person, password, caller);
  const isShut = person.state === "suspended";
  const outcome = await services.directory.setPassword(person, password).catch(async (error) => {
    if (mayBeMade(error) && !isShut && (await opens().catch(() => false))) return { ok: true } as const;
    throw error;
  });
  if (outcome.ok) return outcome;
  const { reason } = outcome;
  if (reason === "in-use" && isShut) return { ok: true };
  if (reason !== "in-use" && reason !== "in-history" && reason !== "too-young") return { ok: false, reason };
  if (await opens()) return { ok: true };
  return { ok: false, reason: reason === "in-use" ? "in-history" : reason };
}

async function doesOpen(
  services: Services,
  person: DirectoryPerson,
  password: string,
  caller: Bind["caller"],
): Promise<boolean> {
  const bind = await countBind(services, { account: person.dn, caller });
  if (!bind.ok) return false;
  const { ok } = await services.directory.authenticate(person, password).catch((error) => {
    // It is asked of a password that another server, or this one a moment ago, may have taken.
    throw asMayBeMade(error);
  });
  if (ok) await bind.wasRight();
  return ok;
}
