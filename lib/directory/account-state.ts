import "server-only";
import type { Change } from "ldapjs";
import { changeEntry, relabelled, withClass } from "./change-entry";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import type { AttributeNames, Lock } from "./flavors/flavor";
import { accountLabel, activeState, since, suspendedState } from "./supann";

export interface AccountPlace {
  attributes: AttributeNames;
  lock: Lock;
  /** The institution's day, `AAAAMMJJ`, from which a new state holds. */
  day: string;
}

/** Makes the account active in its SupAnn state, and opens it to its password. One that is both already is not touched. */
export function activateAccount(connection: Connection, dn: string, place: AccountPlace, deadline: Deadline) {
  return changeState(connection, dn, place, { state: activeState, change: place.lock.open }, deadline);
}

/** Makes the account suspended in its SupAnn state, which stops no bind by itself, and shuts it to every password. */
export function suspendAccount(connection: Connection, dn: string, place: AccountPlace, deadline: Deadline) {
  return changeState(connection, dn, place, { state: suspendedState, change: place.lock.shut }, deadline);
}

/** States of other resources are left alone. Dates are kept where the entry keeps some. */
function changeState(
  connection: Connection,
  dn: string,
  { attributes, lock, day }: AccountPlace,
  { state, change }: { state: string; change: (entry: Entry) => Change[] },
  deadline: Deadline,
): Promise<void> {
  return changeEntry(
    connection,
    dn,
    ["objectClass", attributes.state, attributes.stateDate, ...lock.attributes],
    (entry) => {
      const newState = relabelled(entry, attributes.state, accountLabel, state);
      const isNew = newState.length > 0;
      const keepsDates = entry.values(attributes.stateDate).length > 0;
      return [
        ...(isNew && attributes.state === "supannRessourceEtat" ? withClass(entry, "supannRessource") : []),
        ...newState,
        ...(isNew && keepsDates ? relabelled(entry, attributes.stateDate, accountLabel, since(state, day)) : []),
        ...change(entry),
      ];
    },
    deadline,
  );
}
