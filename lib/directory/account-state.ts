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
  /** The institution's current day, `AAAAMMJJ`, recorded as the first day of a new state. */
  day: string;
}

/** Sets the account's SupAnn state to active and enables it. Changes nothing when it is already both. */
export function activateAccount(connection: Connection, dn: string, place: AccountPlace, deadline: Deadline) {
  return changeState(connection, dn, place, { state: activeState, change: place.lock.open }, deadline);
}

/** Sets the account's SupAnn state to suspended, which stops no bind by itself, and disables the account. */
export function suspendAccount(connection: Connection, dn: string, place: AccountPlace, deadline: Deadline) {
  return changeState(connection, dn, place, { state: suspendedState, change: place.lock.shut }, deadline);
}

/**
 * Sets or clears, on an active account, the sub-state that says its charter is late. An account that is suspended or
 * not yet active does not change.
 */
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

/** Leaves the states of other resources alone. Updates the state's date only where the entry has one. */
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
