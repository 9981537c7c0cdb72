import { accountLabel, recoveryLabel } from "@/lib/directory/supann";
import { type Finding, fault, ok, unchecked } from "../finding";
import { all, has, look, not, nothing, startsWith, type Visit } from "./visit";

/**
 * Checks that the directory's schema (RFC 4512, section 4.2) has the attributes that the institution file names, and
 * that the single-valued ones contain no value beside which the service could not write its own.
 */
export async function checkSchema(visit: Visit, isThere: boolean): Promise<Finding[]> {
  const { rootDse, server, attributes } = visit;
  const subschema = rootDse?.subschema;
  if (!subschema) return [unchecked("directory.schema.unread", { server })];
  const { entries } = await look(visit, subschema, { scope: "base", attributes: ["attributeTypes"] });
  const types = entries.flatMap((entry) => entry.values("attributeTypes"));
  const known = new Set(types.flatMap(namesIn));
  if (known.size === 0) return [unchecked("directory.schema.unread", { server })];
  const wanted = [...new Set(Object.values(attributes))];
  const unknown = wanted.filter((attribute) => !known.has(attribute.toLowerCase()));
  if (unknown.length > 0) {
    return [fault("directory.schema.unknown", { names: unknown.join(", "), count: unknown.length })];
  }
  const single = new Set(types.filter((type) => /\bSINGLE-VALUE\b/.test(type)).flatMap(namesIn));
  const taken = isThere ? await takenBySomethingElse(visit, single) : [];
  return taken.length > 0 ? taken : [ok("directory.schema.ok", { count: wanted.length })];
}

/**
 * Finds single-valued attributes in which somebody has another value than the service's: the server would refuse ours.
 */
async function takenBySomethingElse(visit: Visit, single: Set<string>): Promise<Finding[]> {
  const { attributes, settings } = visit;
  const labels = { [attributes.state]: accountLabel, [attributes.recoveryEmail]: recoveryLabel };
  const found = Object.entries(labels).map(async ([attribute, label]) => {
    if (!single.has(attribute.toLowerCase())) return [];
    const filter = all(has(attributes.studentIdentifier), has(attribute), not(startsWith(attribute, label)));
    const { entries } = await look(visit, settings.baseDn, { scope: "sub", filter, attributes: nothing, sizeLimit: 1 });
    return entries.length > 0 ? [fault("directory.schema.taken", { attribute, label })] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Returns the names in an AttributeTypeDescription, `NAME 'uid'` or `NAME ( 'uid' 'userid' )`, in lower case. */
function namesIn(description: string): string[] {
  const [, one, several = ""] = /\bNAME\s+(?:'([^']+)'|\(([^)]*)\))/.exec(description) ?? [];
  const names = one ? [one] : [...several.matchAll(/'([^']+)'/g)].map(([, name = ""]) => name);
  return names.map((name) => name.toLowerCase());
}
