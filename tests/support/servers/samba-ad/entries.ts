import type { PersonFacts } from "@/embedded/directory/entries";
import { demoGroups } from "../demo-people";
import { baseDn, policy } from "../directory-server";
import { ldifEntry, ldifReplace, type Values } from "../ldif";

/**
 * What the institution file says of its Active Directory: Exchange's attributes have one value, and a person several
 * affiliations.
 */
export const attributes = { affiliation: "eduPersonAffiliation" };

/** ADS_USER_FLAG_ENUM: a normal account; the same, disabled; a password that never expires. */
export const accountControl = { enabled: 0x200, disabled: 0x202, everlasting: 0x10200 };

const states = { active: "A:SupannActif", inactive: "I:SupannPrecree", suspended: "S:SupannVerrouille" };

/** Returns a DN with the display name, as the usual tools do. */
export function dnOfPerson({ givenName, familyName, displayName = `${givenName} ${familyName}` }: PersonFacts): string {
  return `CN=${displayName.replace(/[,\\#+<>;"=]/g, "\\$&")},OU=people,${baseDn}`;
}

export const policyDn = (name: string) => `CN=${name},CN=Password Settings Container,CN=System,${baseDn}`;

export function treeLdif(service: { dn: string; password: string }, people: readonly PersonFacts[]): string {
  return [
    ldifReplace(baseDn, {
      minPwdLength: [String(policy.minLength)],
      pwdHistoryLength: [String(policy.history)],
      minPwdAge: ["0"],
      maxPwdAge: [interval(policy.maxAgeSeconds)],
      lockoutThreshold: [String(policy.maxFailures)],
      lockoutDuration: [interval(policy.lockoutSeconds)],
      lockOutObservationWindow: [interval(policy.lockoutSeconds)],
    }),
    ...["people", "groups", "services"].map((ou) =>
      ldifEntry(`OU=${ou},${baseDn}`, { objectClass: ["organizationalUnit"], ou: [ou] }),
    ),
    patientPolicyLdif(),
    ldifEntry(service.dn, {
      objectClass: ["user"],
      sAMAccountName: ["trousseau"],
      userAccountControl: [String(accountControl.everlasting)],
      unicodePwd: [quoted(service.password)],
    }),
    ...people.map(personLdif),
    ...demoGroups.map(({ cn, members }) =>
      ldifEntry(`CN=${cn},OU=groups,${baseDn}`, {
        objectClass: ["group"],
        sAMAccountName: [cn],
        member: people.filter(({ uid }) => members.includes(uid)).map(dnOfPerson),
      }),
    ),
  ].join("\n");
}

export function personLdif(facts: PersonFacts): string {
  const { uid, identifier, givenName, familyName, displayName = `${givenName} ${familyName}` } = facts;
  const isOpen = facts.state === "active" && !facts.isLocked;
  return ldifEntry(dnOfPerson(facts), {
    objectClass: ["user"],
    sAMAccountName: [uid],
    userPrincipalName: [identifier ?? `${uid}@univ.example`],
    sn: [familyName],
    givenName: [givenName],
    displayName: [displayName],
    eduPersonAffiliation: facts.affiliations,
    extensionAttribute2: [`{COMPTE}${states[facts.state]}`],
    userAccountControl: [String(isOpen ? accountControl.enabled : accountControl.disabled)],
    ...(facts.mail && { mail: [facts.mail] }),
    ...(facts.recoveryEmail && { extensionAttribute4: [`{SECOURS}${facts.recoveryEmail}`] }),
    ...(facts.cardNumber && { employeeNumber: [facts.cardNumber] }),
    ...(facts.password && { unicodePwd: [quoted(facts.password)] }),
  });
}

/** Returns a fine-grained policy, for the people it is applied to. */
function patientPolicyLdif(): string {
  const values: Values = {
    objectClass: ["msDS-PasswordSettings"],
    "msDS-PasswordSettingsPrecedence": ["1"],
    "msDS-PasswordReversibleEncryptionEnabled": ["FALSE"],
    "msDS-PasswordComplexityEnabled": ["TRUE"],
    "msDS-PasswordHistoryLength": [String(policy.history)],
    "msDS-MinimumPasswordLength": [String(policy.minLength)],
    "msDS-MinimumPasswordAge": [interval(policy.minAgeSeconds)],
    "msDS-MaximumPasswordAge": [interval(policy.maxAgeSeconds)],
    "msDS-LockoutThreshold": [String(policy.maxFailures)],
    "msDS-LockoutDuration": [interval(policy.lockoutSeconds)],
    "msDS-LockoutObservationWindow": [interval(policy.lockoutSeconds)],
  };
  return ldifEntry(policyDn("patient"), values);
}

/** Returns a duration in Active Directory's form: negative, in tenths of microseconds. */
function interval(seconds: number): string {
  return String(-seconds * 10_000_000);
}

/** Returns a password in the form of `unicodePwd`. */
export function quoted(password: string): Buffer {
  return Buffer.from(`"${password}"`, "utf16le");
}
