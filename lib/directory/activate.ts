import "server-only";
import type { Institution } from "@/lib/institution";
import { changeEntry, relabelled, withClass } from "./change-entry";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import { accountLabel, activeSince, activeState } from "./supann";

const stateDateAttribute = "supannRessourceEtatDate";

/**
 * Makes `{COMPTE}A:SupannActif` the state of that account, from `now` on where the entry keeps dates. States of other resources are
 * left alone; an account that is active already is not touched.
 */
export function activateAccount(
  connection: Connection,
  dn: string,
  { attributes, timeZone }: Institution,
  now: Date,
  deadline: Deadline,
): Promise<void> {
  return changeEntry(
    connection,
    dn,
    ["objectClass", attributes.state, stateDateAttribute],
    (entry) => {
      const newState = relabelled(entry, attributes.state, accountLabel, activeState);
      if (newState.length === 0) return [];
      const keepsDates = entry.values(stateDateAttribute).length > 0;
      const newDate = activeSince(dayIn(timeZone, now));
      return [
        ...(attributes.state === "supannRessourceEtat" ? withClass(entry, "supannRessource") : []),
        ...newState,
        ...(keepsDates ? relabelled(entry, stateDateAttribute, accountLabel, newDate) : []),
      ];
    },
    deadline,
  );
}

/** `AAAAMMJJ`. */
function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now).replaceAll("-", "");
}
