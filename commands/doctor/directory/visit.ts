import type { Connection, Entry } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import type { AttributeNames } from "@/lib/directory/flavors/flavor";
import { ldapjs } from "@/lib/directory/ldapjs";
import type { Env } from "@/lib/env";
import type { Institution } from "@/lib/institution";
import { patience } from "../attempt";
import type { RootDse } from "./root-dse";

/** One server, and the connection of our own account to it. */
export interface Visit {
  connection: Connection;
  server: string;
  settings: Pick<Env["ldap"], "baseDn" | "bindDn" | "flavor" | "peopleDn">;
  institution: Institution;
  /** The attribute for each fact about a person. */
  attributes: AttributeNames;
  rootDse: RootDse | null;
  /** False for a server that is used only when those before it in `LDAP_URL` do not answer. */
  isFirst: boolean;
}

/**
 * Returns the LDAP result code, and at most `options.sizeLimit` of the entries found. Throws `DirectoryUnavailable`
 * when there is no answer in time.
 */
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

/** RFC 4511: there is no such entry, or we may not see it. */
export const noSuchObject = 32;

/** RFC 4511: this is not the name of an entry. */
export const invalidDnSyntax = 34;

/** No attributes: only whether the entry exists (RFC 4511, 4.5.1.8). */
export const nothing = ["1.1"];
