import type { AccountState } from "./directory";

/** Labelled values, `{LABEL}rest`: SupAnn 2021. */
export const accountLabel = "{COMPTE}";
export const recoveryLabel = "{SECOURS}";

/** `{COMPTE}state[:substate]`, among the values of `supannRessourceEtat`. Two of them that differ say nothing. */
export function readAccountState(values: string[]): AccountState {
  const states = new Set(
    values
      .filter(isLabelled(accountLabel))
      .map((value) => value.slice(accountLabel.length).split(":")[0]?.toUpperCase()),
  );
  const [state, another] = states;
  return (another === undefined && state && accountStates[state]) || "unknown";
}

const accountStates: Partial<Record<string, AccountState>> = { A: "active", I: "inactive", S: "suspended" };

/** Of an active account that is in a state of its own: `SupannSursis`. */
export function activeSubState(subState: string): string {
  return `${accountLabel}A:${subState}`;
}

export const newState = `${accountLabel}I:SupannPrecree`;
export const activeState = `${accountLabel}A:SupannActif`;
export const suspendedState = `${accountLabel}S:SupannVerrouille`;

/** `supannRessourceEtatDate` of an account that is in this state from that day (`AAAAMMJJ`), without an end. */
export function since(state: string, day: string): string {
  return `${state}:${day}:`;
}

/**
 * What to delete and add so that `value` is the only one of its label, the others left alone. Null when it already is.
 */
export function relabel(values: string[], label: string, value: string): { remove: string[]; add: string[] } | null {
  const labelled = values.filter(isLabelled(label));
  if (labelled.length === 1 && labelled[0] === value) return null;
  return { remove: labelled, add: [value] };
}

function isLabelled(label: string): (value: string) => boolean {
  return (value) => value.slice(0, label.length).toUpperCase() === label;
}
