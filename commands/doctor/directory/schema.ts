import { type Finding, fault, ok, unchecked } from "../finding";
import { look, type Visit } from "./visit";

/** Whether the directory knows the attributes that the institution file names, by its own schema (RFC 4512, section 4.2). */
export async function checkSchema(visit: Visit): Promise<Finding> {
  const { rootDse, server, attributes } = visit;
  const subschema = rootDse?.subschema;
  if (!subschema) return unchecked("directory.schema.unread", { server });
  const { entries } = await look(visit, subschema, { scope: "base", attributes: ["attributeTypes"] });
  const known = new Set(entries.flatMap((entry) => entry.values("attributeTypes")).flatMap(namesIn));
  if (known.size === 0) return unchecked("directory.schema.unread", { server });
  const wanted = [...new Set(Object.values(attributes))];
  const unknown = wanted.filter((attribute) => !known.has(attribute.toLowerCase()));
  return unknown.length > 0
    ? fault("directory.schema.unknown", { names: unknown.join(", "), count: unknown.length })
    : ok("directory.schema.ok", { count: wanted.length });
}

/** `NAME 'uid'`, or `NAME ( 'uid' 'userid' )`, of an AttributeTypeDescription, in lower case. */
function namesIn(description: string): string[] {
  const [, one, several = ""] = /\bNAME\s+(?:'([^']+)'|\(([^)]*)\))/.exec(description) ?? [];
  const names = one ? [one] : [...several.matchAll(/'([^']+)'/g)].map(([, name = ""]) => name);
  return names.map((name) => name.toLowerCase());
}
