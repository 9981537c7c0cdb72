import { groupEntry, type PersonFacts, personEntry } from "@/embedded/directory/entries";
import { demoGroups } from "../demo-people";
import { baseDn, policy } from "../directory-server";
import { ldifEntry, saltedHash } from "../ldif";
import { passwordPolicy } from "./configuration";

const policies = `cn=nsPwPolicyContainer,ou=people,${baseDn}`;
export const policyDn = (name: string) => `cn=${name},${policies}`;

/**
 * Returns the tree, the policies that differ from the server's, the service account and its rights, people, and the
 * demo university's groups.
 */
export function treeLdif(service: { dn: string; password: string }, people: readonly PersonFacts[]): string {
  return [
    ldifEntry(baseDn, { objectClass: ["domain"], dc: ["univ"], aci: [mayRead(service.dn)] }),
    ldifEntry(`ou=people,${baseDn}`, {
      objectClass: ["organizationalUnit"],
      ou: ["people"],
      aci: mayWrite(service.dn),
    }),
    ...["groups", "services"].map((ou) =>
      ldifEntry(`ou=${ou},${baseDn}`, { objectClass: ["organizationalUnit"], ou: [ou] }),
    ),
    ldifEntry(policies, { objectClass: ["nsContainer"], cn: ["nsPwPolicyContainer"] }),
    policyLdif("patient", { passwordMinAge: [String(policy.minAgeSeconds)] }),
    policyLdif("renewing", { passwordMustChange: ["on"] }),
    ldifEntry(service.dn, {
      objectClass: ["applicationProcess", "simpleSecurityObject"],
      cn: ["trousseau"],
      userPassword: [saltedHash(service.password)],
    }),
    ...people.map(personLdif),
    ...demoGroups.map((group) => {
      const { dn, attributes } = groupEntry(group, baseDn);
      return ldifEntry(dn, attributes);
    }),
  ].join("\n");
}

function personLdif(facts: PersonFacts): string {
  const { dn, attributes, isLocked } = personEntry(facts, baseDn);
  return ldifEntry(dn, {
    ...attributes,
    ...(facts.password && { userPassword: [saltedHash(facts.password)] }),
    ...(isLocked && { nsAccountLock: ["true"] }),
  });
}

export function policyLdif(name: string, differences: Record<string, string[]>): string {
  return ldifEntry(policyDn(name), {
    objectClass: ["ldapSubentry", "passwordPolicy"],
    cn: [name],
    ...passwordPolicy,
    ...differences,
  });
}

const read = [
  "objectClass",
  "dc",
  "uid",
  "cn",
  "sn",
  "givenName",
  "displayName",
  "mail",
  "member",
  "eduPersonAffiliation",
  "eduPersonPrincipalName",
  "supannCMSId",
  "accountUnlockTime",
  "passwordRetryCount",
];
const written = ["supannRessourceEtat", "supannRessourceEtatDate", "supannMailPrive", "nsAccountLock"];

/** Returns the access control of the root entry. */
export function mayRead(service: string): string {
  return aci(
    `(targetattr="${[...read, ...written].join(" || ")}")`,
    "finds people and groups",
    "read, search, compare",
    service,
  );
}

/** Returns the access control of the people's container. */
export function mayWrite(service: string): string[] {
  const classes = "(|(objectClass=supannRessource)(objectClass=supannPerson))";
  return [
    aci('(targetattr="userPassword")', "sets passwords", "write", service),
    aci(`(targetattr="${written.join(" || ")}")`, "writes states, locks and recovery addresses", "write", service),
    aci(
      `(targetattr="objectClass")(targattrfilters="add=objectClass:${classes}, del=objectClass:${classes}")`,
      "adds the classes of what it writes",
      "write",
      service,
    ),
    // Needed only with LDAP_PROVISIONING=create.
    aci(
      `(target="ldap:///uid=*,ou=people,${baseDn}")(targetfilter="(eduPersonAffiliation=student)")`,
      "adds students",
      "add",
      service,
    ),
  ];
}

function aci(target: string, what: string, rights: string, service: string): string {
  return `${target}(version 3.0; acl "The account service ${what}"; allow (${rights}) userdn="ldap:///${service}";)`;
}
