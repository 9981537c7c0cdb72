import { codeOf, within } from "./attempt";
import { type Finding, fault } from "./finding";

/** What a group of checks finds, all at once or one after the other. */
export type Source = () => Promise<Finding[]> | AsyncGenerator<Finding>;

/** Milliseconds that a group may take; all of them run at once. */
const patience = 13_000;

/** Everything that the group found in time. One that breaks off says so, after what it had found. */
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
