import { type Finding, fault, ok, warning } from "../finding";
import { all, has, is, look, nothing, type Visit } from "./visit";

/** Checks that each role of the service has its group, with a member. */
export async function checkGroups(visit: Visit): Promise<Finding[]> {
  const { groups } = visit.institution;
  const found = await Promise.all(Object.entries(groups).map(([role, name]) => checkGroup(visit, role, name)));
  const odd = found.flat();
  return odd.length > 0 ? odd : [ok("directory.groups.ok", { names: Object.values(groups).join(", ") })];
}

async function checkGroup(visit: Visit, key: string, name: string): Promise<Finding[]> {
  const { baseDn } = visit.settings;
  // Sentence keys may not contain a hyphen.
  const role = key.replaceAll("-", "_");
  const isThere = async (...filters: ReturnType<typeof is>[]) => {
    const { entries } = await look(visit, baseDn, {
      scope: "sub",
      filter: all(is("cn", name), ...filters),
      attributes: nothing,
      sizeLimit: 1,
    });
    return entries.length > 0;
  };
  if (await isThere(has("member"))) return [];
  if (await isThere()) return [warning("directory.groups.empty", { name, role })];
  return [fault("directory.groups.missing", { name, role, baseDn })];
}
