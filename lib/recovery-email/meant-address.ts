import { readRecoveryAddress } from "./address";

/** The mail providers of most students. Their names are long enough for one slip to be recognised. */
const providers = [
  "gmail.com",
  "hotmail.com",
  "hotmail.fr",
  "icloud.com",
  "laposte.net",
  "orange.fr",
  "outlook.com",
  "outlook.fr",
  "wanadoo.fr",
  "yahoo.com",
  "yahoo.fr",
];

/** Providers too, but one slip away from another. */
const neighbours = ["email.com", "hotmail.gr", "mail.com", "yahoo.gr", "ymail.com"];

/** Gmail has no French domain. */
const mistaken: Readonly<Record<string, string>> = { "gmail.fr": "gmail.com" };

/**
 * Returns the address that was probably meant, when the typed one is an address whose domain is one slip away from a
 * known provider’s: a letter too many, missing, or in place of another, or two swapped. Returns null for any other.
 */
export function addressMeant(typed: string): string | null {
  const read = readRecoveryAddress(typed, []);
  if (!read.ok) return null;
  const at = read.email.lastIndexOf("@") + 1;
  const domain = read.email.slice(at);
  if (providers.includes(domain) || neighbours.includes(domain)) return null;
  const meant = mistaken[domain] ?? providers.find((provider) => isOneSlipAway(domain, provider));
  return meant ? read.email.slice(0, at) + meant : null;
}

function isOneSlipAway(typed: string, meant: string): boolean {
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  let [left, right] = [typed.slice(start), meant.slice(start)];
  while (left !== "" && left.at(-1) === right.at(-1)) [left, right] = [left.slice(0, -1), right.slice(0, -1)];
  const isSwap = left.length === 2 && left === [...right].reverse().join("");
  return isSwap || (left.length <= 1 && right.length <= 1);
}
