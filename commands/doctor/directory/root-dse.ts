import type { Connection } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import type { Env } from "@/lib/env";
import { patience } from "../attempt";

/** What a server says about itself (RFC 4512, section 5.1). Lists are empty when it says nothing. */
export interface RootDse {
  namingContexts: string[];
  /** Where to read its schema; null when it does not say. */
  subschema: string | null;
  extensions: string[];
  controls: string[];
  /** The kind of server, if it can be recognised. */
  kind: Env["ldap"]["flavor"] | null;
}

const attributes = [
  "objectClass",
  "namingContexts",
  "subschemaSubentry",
  "supportedExtension",
  "supportedControl",
  "vendorName",
  "forestFunctionality",
];

/** Returns null when the server does not show it to our account. */
export async function readRootDse(connection: Connection): Promise<RootDse | null> {
  const { entries } = await connection.searchAsAnswered("", { scope: "base", attributes }, new Deadline(patience));
  const [entry] = entries;
  if (!entry) return null;
  const says = (attribute: string, pattern: RegExp) => entry.values(attribute).some((value) => pattern.test(value));
  return {
    namingContexts: entry.values("namingContexts"),
    subschema: entry.values("subschemaSubentry")[0] ?? null,
    extensions: entry.values("supportedExtension"),
    controls: entry.values("supportedControl"),
    kind: says("forestFunctionality", /./)
      ? "ad"
      : says("vendorName", /389/)
        ? "389ds"
        : says("objectClass", /^OpenLDAProotDSE$/i)
          ? "openldap"
          : null,
  };
}
