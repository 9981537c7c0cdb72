import { groupEntry, type PersonFacts, personEntry } from "@/embedded/directory/entries";
import { demoGroups } from "../demo-people";
import { baseDn, policy } from "../directory-server";
import { ldifEntry, saltedHash } from "../ldif";

/** Locked until an administrator unlocks it (draft-behera-ldap-password-policy-11, section 5.3.3). */
export const lockedForGood = "000001010000Z";

export const policyDn = (name: string) => `cn=${name},ou=policies,${baseDn}`;

/** Returns the tree, the password policies, the service account, people, and the demo university's groups. */
export function treeLdif(service: { dn: string; password: string }, people: readonly PersonFacts[]): string {
  return [
    ldifEntry(baseDn, { objectClass: ["domain"], dc: ["univ"] }),
    ...["people", "groups", "policies", "services"].map((ou) =>
      ldifEntry(`ou=${ou},${baseDn}`, { objectClass: ["organizationalUnit"], ou: [ou] }),
    ),
    policyLdif("default", {}),
    policyLdif("patient", { pwdMinAge: [String(policy.minAgeSeconds)] }),
    policyLdif("renewing", { pwdMustChange: ["TRUE"] }),
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
    ...(isLocked && { pwdAccountLockedTime: [lockedForGood] }),
  });
}

export function policyLdif(name: string, differences: Record<string, string[]>): string {
  return ldifEntry(policyDn(name), {
    objectClass: ["device", "pwdPolicy"],
    cn: [name],
    pwdAttribute: ["userPassword"],
    pwdCheckQuality: ["2"],
    pwdMinLength: [String(policy.minLength)],
    pwdInHistory: [String(policy.history)],
    pwdMaxAge: [String(policy.maxAgeSeconds)],
    pwdLockout: ["TRUE"],
    pwdMaxFailure: [String(policy.maxFailures)],
    pwdLockoutDuration: [String(policy.lockoutSeconds)],
    pwdFailureCountInterval: [String(policy.lockoutSeconds)],
    ...differences,
  });
}
