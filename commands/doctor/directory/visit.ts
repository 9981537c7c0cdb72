import type { Connection, Entry } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import type { AttributeNames } from "@/lib/directory/flavors/flavor";
import { ldapjs } from "@/lib/directory/ldapjs";
import type { Env } from "@/lib/env";
import type { Institution } from "@/lib/institution";
import { patience } from "../attempt";
import type { RootDse } from "./root-dse";

/** One server, and our own account's session in it. */
export interface Visit {
  connection: Connection;
  server: string;
  settings: Pick<Env["ldap"], "baseDn" | "bindDn" | "flavor" | "peopleDn">;
  institution: Institution;
  /** Where this directory keeps each fact of a person. */
  attributes: AttributeNames;
  rootDse: RootDse | null;
  /** False for one that is asked only when those before it in `LDAP_URL` do not answer. */
  isFirst: boolean;
}

/** The LDAP result code, and the entries found, at most `options.sizeLimit`. Throws `DirectoryUnavailable` when nothing comes in time. */
export async function look(
  { connection }: Visit,
  base: string,
  options: Parameters<Connection["search"]>[1],
): Promise<{ status: number; entries: Entry[] }> {
  const { answer, entries } = await connection.searchAsAnswered(base, options, new Deadline(patience));
  return { status: answer.status, entries };
}

export const has = (attribute: string) => new ldapjs.PresenceFilter({ attribute });
export const is = (attribute: string, value: string) => new ldapjs.EqualityFilter({ attribute, value });
export const all = (...filters: ConstructorParameters<typeof ldapjs.AndFilter>[0]["filters"]) =>
  new ldapjs.AndFilter({ filters });
export const not = (filter: ConstructorParameters<typeof ldapjs.NotFilter>[0]["filter"]) =>
  new ldapjs.NotFilter({ filter });
export const startsWith = (attribute: string, initial: string) => new ldapjs.SubstringFilter({ attribute, initial });

/** RFC 4511: there is no such entry, or none that we may see. */
export const noSuchObject = 32;

/** RFC 4511: that is no name of an entry. */
export const invalidDnSyntax = 34;

/** No attribute: what is asked is whether the entry is there (RFC 4511, 4.5.1.8). */
export const nothing = ["1.1"];
