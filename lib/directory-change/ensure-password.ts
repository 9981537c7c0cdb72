import type { DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
import { asMayBeMade, mayBeMade } from "@/lib/directory/unexpected";
import type { Services } from "@/lib/services";
import { type Bind, countBind } from "@/lib/throttle/binds";

/**
 * Sets the password in the directory, or finds that the directory already has it: the service may have stopped after
 * the directory took it, and the person types it again. Such a password is accepted, as is one that was sent without a
 * response and opens the account. The bind that checks counts as any other, so that sending old passwords repeatedly
 * locks nobody out. No bind opens a disabled account: there, a server that says it is the current password is trusted.
 * Throws `DirectoryUnavailable`; `mayBeMade` tells whether the directory may have the password all the same.
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
    // Another server, or this one a moment ago, may have taken this password.
    throw asMayBeMade(error);
  });
  if (ok) await bind.wasRight();
  return ok;
}
