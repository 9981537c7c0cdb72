import { type Attributes, foldDn, type StoredEntry } from "./entries";

export type Scope = "base" | "single" | "subtree";

/** An RFC 4511 search filter, as ldapjs reads it. */
export interface SearchFilter {
  type: string;
  attribute: string;
  value: string;
  filters: SearchFilter[];
  /** The filter that a negation negates. */
  filter: SearchFilter;
  initial?: string;
  any?: string[];
  final?: string;
}

/** Returns the values of an attribute, whatever the case of its name. */
export function valuesOf(attributes: Attributes, name: string): string[] {
  const key = Object.keys(attributes).find((known) => known.toLowerCase() === name.toLowerCase());
  return key === undefined ? [] : (attributes[key] ?? []);
}

/** True when the attributes match. Values compare without case, as in our schema. An unknown filter matches nothing. */
export function matches(filter: SearchFilter, attributes: Attributes): boolean {
  switch (filter.type) {
    case "AndFilter":
      return filter.filters.every((clause) => matches(clause, attributes));
    case "OrFilter":
      return filter.filters.some((clause) => matches(clause, attributes));
    case "NotFilter":
      return !matches(filter.filter, attributes);
    case "PresenceFilter":
      return valuesOf(attributes, filter.attribute).length > 0;
    case "EqualityFilter":
      return valuesOf(attributes, filter.attribute).some((value) => foldDn(value) === foldDn(filter.value));
    case "SubstringFilter":
      return valuesOf(attributes, filter.attribute).some((value) => hasParts(value.toLowerCase(), filter));
    default:
      return false;
  }
}

function hasParts(value: string, { initial = "", any = [], final = "" }: SearchFilter): boolean {
  if (!value.startsWith(initial.toLowerCase())) return false;
  let from = initial.length;
  for (const part of any) {
    const at = value.indexOf(part.toLowerCase(), from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return value.length - final.length >= from && value.endsWith(final.toLowerCase());
}

/** True when an entry is in this scope below this base. */
export function isInScope(entry: StoredEntry, base: string, scope: Scope): boolean {
  const dn = foldDn(entry.dn);
  const top = foldDn(base);
  if (scope === "base") return dn === top;
  const isBelow = dn.endsWith(`,${top}`);
  if (scope === "subtree") return dn === top || isBelow;
  return isBelow && !dn.slice(0, -top.length - 1).includes(",");
}
