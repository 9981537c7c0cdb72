import "server-only";
import type { Change } from "ldapjs";
import { changeEntry, relabelled, withClass } from "./change-entry";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import type { CharterDelay } from "./directory";
import type { AttributeNames, Lock } from "./flavors/flavor";
import { accountLabel, activeState, activeSubState, readAccountState, since, suspendedState } from "./supann";

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

/** Makes the active account of somebody whose charter is late say so, or no more. Whoever is suspended, or not yet active, stays so. */
export function markCharterDelay(
  connection: Connection,
  dn: string,
  { attributes, day }: Pick<AccountPlace, "attributes" | "day">,
  { isLate, subState }: CharterDelay,
  deadline: Deadline,
): Promise<void> {
  const late = activeSubState(subState);
  return changeEntry(
    connection,
    dn,
    [attributes.state, attributes.stateDate],
    (entry) => {
      const states = entry.values(attributes.state);
      const isOurs = isLate ? readAccountState(states) === "active" : states.includes(late);
      return isOurs ? stateChanges(entry, attributes, isLate ? late : activeState, day) : [];
    },
    deadline,
  );
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
      const changes = stateChanges(entry, attributes, state, day);
      const needsClass = changes.length > 0 && attributes.state === "supannRessourceEtat";
      return [...(needsClass ? withClass(entry, "supannRessource") : []), ...changes, ...change(entry)];
    },
    deadline,
  );
}

function stateChanges(entry: Entry, attributes: AttributeNames, state: string, day: string): Change[] {
  const newState = relabelled(entry, attributes.state, accountLabel, state);
  const keepsDates = entry.values(attributes.stateDate).length > 0;
  if (newState.length === 0 || !keepsDates) return newState;
  return [...newState, ...relabelled(entry, attributes.stateDate, accountLabel, since(state, day))];
}
