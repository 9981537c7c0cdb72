import type { Entry } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import { rightsControl } from "@/lib/directory/rights-control";
import { patience } from "../attempt";
import type { Visit } from "./visit";

export interface EffectiveRights {
  /** On the entry as a whole: `a` is the right to add one like it. */
  entry: string;
  /** On each attribute, by its name in lower case: `w` is the right to write it. */
  attributes: Map<string, string>;
}

/**
 * Returns our account's rights to that entry and attributes, in 389 Directory Server's letters, or null without any.
 */
export async function effectiveRights(
  { connection, settings }: Visit,
  { dn }: Entry,
  attributes: string[],
): Promise<EffectiveRights | null> {
  const { entries } = await connection.searchAsAnswered(dn, { scope: "base", attributes }, new Deadline(patience), [
    rightsControl(settings.bindDn),
  ]);
  const said = (name: string) => entries.flatMap((entry) => entry.values(name));
  const pairs = said("attributeLevelRights")
    .flatMap((value) => value.split(/,\s*/))
    .map((pair) => pair.toLowerCase().split(":") as [string, string]);
  if (pairs.length === 0) return null;
  return { entry: said("entryLevelRights").join(""), attributes: new Map(pairs) };
}
