import type { Entry } from "@/lib/directory/connection";
import { type Finding, fault, ok, unchecked } from "../finding";
import { has, look, nothing, type Visit } from "./visit";

/**
 * Whether our account is an ordinary one. The root DN bypasses the directory's password policy and its rights. No server says in
 * plain words who is root; these are its traces: an usual name, what 389 Directory Server's configuration says, Active Directory's mark on
 * administrators, and that it sees password hashes, which nobody else may. Only whether they are there is asked: none is ever read.
 */
export async function checkOwnAccount(visit: Visit, people: Entry[]): Promise<Finding> {
  const { bindDn } = visit.settings;
  if (isUsualRootName(visit) || (await isRootOf389(visit))) return fault("directory.root.name", { bindDn });
  if (await isActiveDirectoryAdministrator(visit)) return fault("directory.root.administrator", { bindDn });
  if (people.length === 0) return unchecked("directory.root.unknown", { bindDn });
  const seen = await Promise.all(people.map((person) => seesHash(visit, person)));
  return seen.some(Boolean) ? fault("directory.root.seesHashes", { bindDn }) : ok("directory.root.no", { bindDn });
}

/** Whoever has no password yet tells nothing: several people are looked at. */
async function seesHash(visit: Visit, { dn }: Entry): Promise<boolean> {
  const filter = has("userPassword");
  const { entries } = await look(visit, dn, { scope: "base", filter, attributes: nothing });
  return entries.length > 0;
}

const fold = (dn: string) => dn.toLowerCase().replace(/\s*([,=])\s*/g, "$1");

/** `cn=admin` or `cn=Manager` right under a naming context, as OpenLDAP's documentation and Debian have it; 389's own default. */
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

/** `adminCount` is 1 on whoever is, or was, in one of its protected groups, such as Domain Admins. */
async function isActiveDirectoryAdministrator(visit: Visit): Promise<boolean> {
  if (visit.rootDse?.kind !== "ad") return false;
  const { entries } = await look(visit, visit.settings.bindDn, { scope: "base", attributes: ["adminCount"] });
  return entries[0]?.values("adminCount")[0] === "1";
}
