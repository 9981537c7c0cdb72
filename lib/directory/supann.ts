import { asCompared } from "./as-compared";
import type { AccountState } from "./directory";

/** Labels of values of the form `{LABEL}rest`: SupAnn 2021. */
export const accountLabel = "{COMPTE}";
export const recoveryLabel = "{SECOURS}";

/** Reads `{COMPTE}state[:substate]` in `supannRessourceEtat`. Returns `unknown` when two values differ. */
export function readAccountState(values: string[]): AccountState {
  const states = new Set(
    values
      .filter(isLabelled(accountLabel))
      .map((value) => asCompared(value).slice(accountLabel.length).split(":")[0]?.trim().toUpperCase()),
  );
  const [state, another] = states;
  return (another === undefined && state && accountStates[state]) || "unknown";
}

const accountStates: Partial<Record<string, AccountState>> = { A: "active", I: "inactive", S: "suspended" };

/** Returns the value for an active account with this sub-state, such as `SupannSursis`. */
export function activeSubState(subState: string): string {
  return `${accountLabel}A:${subState}`;
}

export const newState = `${accountLabel}I:SupannPrecree`;
export const activeState = `${accountLabel}A:SupannActif`;
export const suspendedState = `${accountLabel}S:SupannVerrouille`;

/** Returns the `supannRessourceEtatDate` value of a state that begins on that day (`AAAAMMJJ`) and has no end. */
export function since(state: string, day: string): string {
  return `${state}:${day}:`;
}

/**
 * Returns the values to delete and to add so that `value` is the only one with its label; the others are left alone.
 * Null when it already is.
 */
export function relabel(values: string[], label: string, value: string): { remove: string[]; add: string[] } | null {
  const labelled = values.filter(isLabelled(label));
  if (labelled.length === 1 && labelled[0] === value) return null;
  return { remove: labelled, add: [value] };
}

function isLabelled(label: string): (value: string) => boolean {
  return (value) => asCompared(value).startsWith(label.toLowerCase());
}
