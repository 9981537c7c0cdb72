import { createHash, randomBytes } from "node:crypto";
import { demoStaff, demoStudents } from "@/embedded/demo-people";
import { groupEntry, personEntry } from "@/embedded/directory/entries";

/** Locked until an administrator says otherwise (draft-behera-ldap-password-policy-11, section 5.3.3). */
const lockedForGood = "000001010000Z";

/** The tree, the password policies, the service account, and the demo university's people and groups. */
export function demoLdif(baseDn: string, account: { dn: string; password: string }): string {
  const people = [...demoStudents, ...demoStaff];
  const groups = [...new Set(people.flatMap((person) => person.groups))].map((cn) =>
    groupEntry({ cn, members: people.filter((person) => person.groups.includes(cn)).map(({ uid }) => uid) }, baseDn),
  );
  return [
    ldifEntry(baseDn, { objectClass: ["domain"], dc: ["univ"] }),
    ...["people", "groups", "policies", "services"].map((ou) =>
      ldifEntry(`ou=${ou},${baseDn}`, { objectClass: ["organizationalUnit"], ou: [ou] }),
    ),
    policyLdif("default", baseDn, {}),
    ldifEntry(account.dn, {
      objectClass: ["applicationProcess", "simpleSecurityObject"],
      cn: ["trousseau"],
      userPassword: [saltedHash(account.password)],
    }),
    ...people.map((person) => {
      const { dn, attributes, isLocked } = personEntry(person, baseDn);
      return ldifEntry(dn, {
        ...attributes,
        ...(person.password && { userPassword: [saltedHash(person.password)] }),
        ...(isLocked && { pwdAccountLockedTime: [lockedForGood] }),
      });
    }),
    ...groups.map(({ dn, attributes }) => ldifEntry(dn, attributes)),
  ].join("\n");
}

/** A password policy, harder than the service's own rules so that it refuses what they accept. */
export function policyLdif(name: string, baseDn: string, differences: Record<string, string[]>): string {
  return ldifEntry(`cn=${name},ou=policies,${baseDn}`, {
    objectClass: ["device", "pwdPolicy"],
    cn: [name],
    pwdAttribute: ["userPassword"],
    pwdCheckQuality: ["2"],
    pwdMinLength: ["10"],
    pwdInHistory: ["3"],
    pwdLockout: ["TRUE"],
    pwdMaxFailure: ["10"],
    pwdLockoutDuration: ["900"],
    ...differences,
  });
}

/** RFC 2849, every value in base64: none needs a look at its letters. */
export function ldifEntry(dn: string, attributes: Record<string, string[]>): string {
  const encoded = (text: string) => Buffer.from(text).toString("base64");
  const lines = Object.entries(attributes).flatMap(([name, values]) =>
    values.map((value) => `${name}:: ${encoded(value)}`),
  );
  return [`dn:: ${encoded(dn)}`, ...lines, ""].join("\n");
}

/** `{SSHA}`, as OpenLDAP makes by default. */
export function saltedHash(password: string): string {
  const salt = randomBytes(8);
  const digest = createHash("sha1").update(password).update(salt).digest();
  return `{SSHA}${Buffer.concat([digest, salt]).toString("base64")}`;
}
