import "server-only";
import { policyErrors, resultCodes } from "@/lib/directory/answer";
import { ldapjs } from "@/lib/directory/ldapjs";
import { type Attributes, foldDn } from "./entries";
import { isInScope, matches, valuesOf } from "./matching";
import { hashPassword, isPassword } from "./passwords";
import type { EntryStore } from "./store";
import {
  type BindRequest,
  type ModifyRequest,
  type PasswordModifyRequest,
  Refusal,
  type Request,
  type SearchRequest,
  type SearchResponse,
  selected,
} from "./wire";

export interface ServiceAccount {
  dn: string;
  password: string;
}

/** In characters: this directory's own policy, which is not the service's. */
const minLength = 8;

/** The identity of a connection until a bind succeeds (RFC 4513, 4). */
const nobody = ldapjs.parseDN("cn=anonymous");

/** slapo-ppolicy(5): locked by an administrator, indefinitely. */
const lockedTime = "pwdAccountLockedTime";
const lockedForGood = "000001010000Z";

/** What the service account may write, besides passwords. */
const writable = ["supannRessourceEtat", "supannRessourceEtatDate", "supannMailPrive", "objectClass", lockedTime];
const grantableClasses = ["supannRessource", "supannPerson"];

/** Does a simple bind (RFC 4513, 5.1): refuses an empty password, a locked entry, an entry without a password. */
export async function bind(store: EntryStore, account: ServiceAccount, request: BindRequest): Promise<void> {
  const dn = String(request.dn);
  request.connection.ldap.bindDN = nobody;
  if (request.credentials === "") throw new Refusal(resultCodes.unwillingToPerform, "unauthenticated bind");
  if (foldDn(dn) === foldDn(account.dn)) {
    if (request.credentials === account.password) return;
    throw new Refusal(resultCodes.invalidCredentials, "");
  }
  const entry = store.get(dn);
  if (entry?.isLocked || (entry && valuesOf(entry.attributes, lockedTime).includes(lockedForGood)))
    throw new Refusal(resultCodes.invalidCredentials, "", policyErrors.accountLocked);
  if (!(await isPassword(request.credentials, entry?.passwordHash, store.passwordCost))) {
    throw new Refusal(resultCodes.invalidCredentials, "");
  }
}

/** Sends the matching entries, to the service account alone. */
export async function search(
  store: EntryStore,
  account: ServiceAccount,
  request: SearchRequest,
  response: SearchResponse,
): Promise<void> {
  requireService(account, request);
  const base = String(request.baseObject);
  const all = store.all();
  if (!all.some((entry) => foldDn(entry.dn) === foldDn(base))) throw new Refusal(noSuchObject, "no such base");
  const found = all
    .filter((entry) => isInScope(entry, base, request.scopeName))
    .filter((entry) => matches(request.filter, entry.attributes));
  const limit = request.sizeLimit || found.length;
  for (const entry of found.slice(0, limit)) {
    response.send(response.createSearchEntry({ dn: entry.dn, attributes: selected(entry, request.attributes) }));
  }
  if (found.length > limit) throw new Refusal(resultCodes.sizeLimitExceeded, "");
}

/** Applies all of the changes or none, for the service account, to the few attributes that it needs to write. */
export async function modify(store: EntryStore, account: ServiceAccount, request: ModifyRequest): Promise<void> {
  requireService(account, request);
  for (const { operation, modification } of request.changes) {
    const isClass = modification.type.toLowerCase() === "objectclass";
    const isGrant = operation === "add" && modification.values.every((name) => isAmong(name, grantableClasses));
    if (!isAmong(modification.type, writable) || (isClass && !isGrant)) {
      throw new Refusal(resultCodes.insufficientAccessRights, `no write access to ${modification.type}`);
    }
  }
  await store.revise(String(request.object), (entry) => {
    if (!entry) throw new Refusal(noSuchObject, "no such entry");
    return { ...entry, attributes: request.changes.reduce(applyChange, entry.attributes) };
  });
}

function applyChange(
  attributes: Attributes,
  { operation, modification }: ModifyRequest["changes"][number],
): Attributes {
  const name = Object.keys(attributes).find((known) => isAmong(known, [modification.type])) ?? modification.type;
  const before = valuesOf(attributes, name);
  const { values } = modification;
  if (operation === "add" && values.some((value) => isAmong(value, before))) {
    throw new Refusal(resultCodes.attributeOrValueExists, `${name}: value exists`);
  }
  if (operation === "delete" && (before.length === 0 || values.some((value) => !isAmong(value, before)))) {
    throw new Refusal(resultCodes.noSuchAttribute, `${name}: no such value`);
  }
  const kept = operation === "delete" && values.length > 0 ? before.filter((value) => !isAmong(value, values)) : [];
  const after = { add: [...before, ...values], delete: kept, replace: values }[operation];
  const { [name]: _, ...others } = attributes;
  return after.length > 0 ? { ...others, [name]: after } : others;
}

/** Changes a password (RFC 3062), for the service account. Refuses as ppolicy: result 19, the reason in a control. */
export async function modifyPassword(
  store: EntryStore,
  account: ServiceAccount,
  request: PasswordModifyRequest,
): Promise<void> {
  requireService(account, request);
  const { userIdentity = "", newPassword } = request.requestValue ?? {};
  if (!newPassword) throw new Refusal(resultCodes.unwillingToPerform, "a new password is needed");
  const entry = store.get(userIdentity);
  if (!entry) throw new Refusal(noSuchObject, "no such entry");
  if ([...newPassword].length < minLength) throw refusedByPolicy(policyErrors.passwordTooShort);
  if (await isPassword(newPassword, entry.passwordHash, store.passwordCost))
    throw refusedByPolicy(policyErrors.passwordInHistory);
  const passwordHash = await hashPassword(newPassword, store.passwordCost);
  // As in ppolicy, a new password lifts the lock.
  await store.revise(userIdentity, (current) => {
    const { [lockedTime]: _, ...attributes } = (current ?? entry).attributes;
    return { ...(current ?? entry), attributes, passwordHash };
  });
}

function refusedByPolicy(policyError: number): Refusal {
  return new Refusal(resultCodes.constraintViolation, "refused by the password policy", policyError);
}

const noSuchObject = 32;

function requireService(account: ServiceAccount, { connection }: Request): void {
  if (foldDn(connection.ldap.bindDN.toString()) !== foldDn(account.dn)) {
    throw new Refusal(resultCodes.insufficientAccessRights, "only for the service account");
  }
}

function isAmong(name: string, names: string[]): boolean {
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}
