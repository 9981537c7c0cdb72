import type { AttributeNames } from "@/lib/directory/flavors/flavor";
import { type Finding, fault } from "../finding";
import type { Visit } from "./visit";

/** What the service writes: where another fact is kept in the same attribute, it would write over it. */
const written = ["state", "stateDate", "recoveryEmail"] as const satisfies (keyof AttributeNames)[];

/** Whether each fact that the service writes has an attribute of its own. Silent when they do. */
export function checkNames({ attributes }: Visit): Finding[] {
  const folded = Object.entries(attributes).map(([fact, name]) => ({ fact, name, key: name.toLowerCase() }));
  return written.flatMap((fact) => {
    const attribute = attributes[fact];
    const sharing = folded.filter((one) => one.fact !== fact && one.key === attribute.toLowerCase());
    const [another] = sharing;
    return another ? [fault("directory.names.shared", { fact, attribute, another: another.fact })] : [];
  });
}
