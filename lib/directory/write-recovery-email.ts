import "server-only";
import { changeEntry, relabelled, withClass } from "./change-entry";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { AttributeNames } from "./flavors/flavor";
import { recoveryLabel } from "./supann";

/** Makes the address the entry's `{SECOURS}` one. Its other personal addresses are left alone. */
export function writeRecoveryEmail(
  connection: Connection,
  dn: string,
  { recoveryEmail }: AttributeNames,
  email: string,
  deadline: Deadline,
): Promise<void> {
  return changeEntry(
    connection,
    dn,
    ["objectClass", recoveryEmail],
    (entry) => {
      const newAddress = relabelled(entry, recoveryEmail, recoveryLabel, recoveryLabel + email);
      if (newAddress.length === 0) return [];
      return [...(recoveryEmail === "supannMailPrive" ? withClass(entry, "supannPerson") : []), ...newAddress];
    },
    deadline,
  );
}
