import type { AttributeNames } from "@/lib/directory/flavors/flavor";
import { type Finding, fault } from "../finding";
import type { Visit } from "./visit";

/** The facts that the service writes: any other fact in the same attribute would be overwritten. */
const written = ["state", "stateDate", "recoveryEmail"] as const satisfies (keyof AttributeNames)[];

/** Checks that each fact that the service writes has an attribute of its own. No finding when it does. */
export function checkNames({ attributes }: Visit): Finding[] {
  const folded = Object.entries(attributes).map(([fact, name]) => ({ fact, name, key: name.toLowerCase() }));
  return written.flatMap((fact) => {
    const attribute = attributes[fact];
    const sharing = folded.filter((one) => one.fact !== fact && one.key === attribute.toLowerCase());
    const [another] = sharing;
    return another ? [fault("directory.names.shared", { fact, attribute, another: another.fact })] : [];
  });
}
