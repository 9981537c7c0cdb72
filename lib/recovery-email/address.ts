import { domainToASCII } from "node:url";

export type AddressFault = "not-an-address" | "university-address";

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const localPart = new RegExp(`^(?=.{1,64}$)${atom}(\\.${atom})*$`);
// Excludes what the URL parser behind `domainToASCII` would drop, decode or stop at.
const typedDomain = /^[\p{L}\p{M}\p{N}.\u3002\uFF0E\uFF61-]+$/u;
const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const domainName = new RegExp(`^(?=.{4,253}$)(${label}\\.)+(?![0-9]+$)${label}$`);

/**
 * Returns the address to keep, its domain in lower case and in ASCII (`bücher.example` becomes
 * `xn--bcher-kva.example`), or why it cannot be a recovery address. Accepts what mail providers give out: 254
 * characters at most (RFC 5321), no quoted local part, no address literal. Refuses `ownDomains`, the institution's, and
 * their subdomains: a person locked out of the account cannot read that mailbox either.
 */
export function readRecoveryAddress(
  typed: string,
  ownDomains: readonly string[],
): { ok: true; email: string } | { ok: false; reason: AddressFault } {
  const text = typed.trim();
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  const domain = asciiDomain(text.slice(at + 1));
  const email = `${local}@${domain}`;
  if (email.length > 254 || !localPart.test(local) || !domainName.test(domain)) {
    return { ok: false, reason: "not-an-address" };
  }
  const isOwn = ownDomains.some((own) => `.${domain}`.endsWith(`.${domainToASCII(own)}`));
  return isOwn ? { ok: false, reason: "university-address" } : { ok: true, email };
}

function asciiDomain(typed: string): string {
  return typedDomain.test(typed) ? domainToASCII(typed.replace(/\.$/, "")) : "";
}

/** True when both addresses probably lead to the same mailbox: they differ at most in case. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
