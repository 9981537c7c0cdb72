import type { Entry } from "@/lib/directory/connection";
import { type Finding, fault, ok, unchecked } from "../finding";
import { has, look, nothing, type Visit } from "./visit";

/**
 * Checks that our account is an ordinary one. The root DN bypasses the directory's password policy and access rights.
 * No server states who is root, so this looks for signs: a usual name, 389 Directory Server's configuration, Active
 * Directory's mark on administrators, and sight of password hashes, which nobody else has. It asks only whether hashes
 * exist, and reads none.
 */
export async function checkOwnAccount(visit: Visit, people: Entry[]): Promise<Finding> {
  const { bindDn } = visit.settings;
  if (isUsualRootName(visit) || (await isRootOf389(visit))) return fault("directory.root.name", { bindDn });
  if (await isActiveDirectoryAdministrator(visit)) return fault("directory.root.administrator", { bindDn });
  if (people.length === 0) return unchecked("directory.root.unknown", { bindDn });
  const seen = await Promise.all(people.map((person) => seesHash(visit, person)));
  return seen.some(Boolean) ? fault("directory.root.seesHashes", { bindDn }) : ok("directory.root.no", { bindDn });
}

/** Somebody without a password proves nothing: several people are checked. */
async function seesHash(visit: Visit, { dn }: Entry): Promise<boolean> {
  const filter = has("userPassword");
  const { entries } = await look(visit, dn, { scope: "base", filter, attributes: nothing });
  return entries.length > 0;
}

const fold = (dn: string) => dn.toLowerCase().replace(/\s*([,=])\s*/g, "$1");

/** `cn=admin` or `cn=Manager` directly under a naming context, as in OpenLDAP's documentation and Debian; 389's own. */
function isUsualRootName({ rootDse, settings: { bindDn, baseDn } }: Visit): boolean {
  const dn = fold(bindDn);
  const tops = [...(rootDse?.namingContexts ?? []), baseDn].map(fold);
  const [, name, parent] = /^cn=([^,]+)(?:,(.*))?$/.exec(dn) ?? [];
  if (name === "directory manager") return true;
  const isUsual = ["admin", "manager", "root", "rootdn", "administrator"].includes(name ?? "");
  return isUsual && (parent === undefined || parent === "config" || parent === "cn=config" || tops.includes(parent));
}

async function isRootOf389(visit: Visit): Promise<boolean> {
  const { entries } = await look(visit, "cn=config", { scope: "base", attributes: ["nsslapd-rootdn"] });
  return entries[0]?.values("nsslapd-rootdn").map(fold).includes(fold(visit.settings.bindDn)) ?? false;
}

/** `adminCount` is 1 on a present or past member of a protected group, such as Domain Admins. */
async function isActiveDirectoryAdministrator(visit: Visit): Promise<boolean> {
  if (visit.rootDse?.kind !== "ad") return false;
  const { entries } = await look(visit, visit.settings.bindDn, { scope: "base", attributes: ["adminCount"] });
  return entries[0]?.values("adminCount")[0] === "1";
}
