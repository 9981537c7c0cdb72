import { codeOf, within } from "./attempt";
import { type Finding, fault } from "./finding";

/** The findings of a group of checks, all at once or one after the other. */
export type Source = () => Promise<Finding[]> | AsyncGenerator<Finding>;

/** Milliseconds that a group may take; the groups run at the same time. */
const patience = 13_000;

/** Returns all that the group found in time. A group that throws adds that to what it had found. */
export async function gather(source: Source): Promise<Finding[]> {
  const found: Finding[] = [];
  const collect = async () => {
    const findings = source();
    if (findings instanceof Promise) found.push(...(await findings));
    else for await (const finding of findings) found.push(finding);
  };
  try {
    await within(patience, collect());
  } catch (error) {
    return [...found, fault("broke", { code: codeOf(error) })];
  }
  return [...found];
}
