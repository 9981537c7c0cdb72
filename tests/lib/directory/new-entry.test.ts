import { expect, test } from "vitest";
import { activeDirectory } from "@/lib/directory/flavors/active-directory";
import { openldap } from "@/lib/directory/flavors/openldap";
import { newEntry } from "@/lib/directory/new-entry";
import { readWhatIsThere } from "@/lib/read-settings";

const people = "ou=people,dc=univ,dc=example";
const facts = (localPart: string) => ({
  identifier: `${localPart}@etu.univ.example`,
  givenName: "Zoé",
  familyName: 'D’Ægir, "Œ"',
  mail: `${localPart}@etu.univ.example`,
});

test.each([
  "",
  ".a",
  "a.",
  "a-",
  "a,ou=x",
  "a\\",
  "a b",
  "a=b",
  "a+b",
  'a"',
  "a#",
  "é",
  "A",
  "a\0",
  "a\n",
  "a".repeat(65),
])("%j names no entry, whatever an institution's pattern admits", (localPart) => {
  expect(newEntry(facts(localPart), people, openldap.attributes, openldap.newEntry)).toBeNull();
});

test("a name holds the local part of the identifier, and nothing that a person typed", () => {
  const entry = newEntry(facts("zoe.d-aegir2"), people, openldap.attributes, openldap.newEntry);
  expect(entry).toMatchObject({ uid: "zoe.d-aegir2", dn: `uid=zoe.d-aegir2,${people}` });
  expect(entry?.attributes).toMatchObject({
    cn: ['Zoé D’Ægir, "Œ"'],
    supannRessourceEtat: ["{COMPTE}I:SupannPrecree"],
  });
});

test("Active Directory's short name has 20 characters at most, and ends in none that it refuses", () => {
  const { attributes, newEntry: rules } = activeDirectory;
  const entry = newEntry(facts("marie-charlotte.abc.d"), people, attributes, rules);
  expect(entry).toMatchObject({ uid: "marie-charlotte.abc", dn: `cn=marie-charlotte.abc.d,${people}` });
  expect(entry?.attributes).toMatchObject({ userAccountControl: ["514"], sAMAccountName: ["marie-charlotte.abc"] });
});

test("two facts in one attribute are both there, each once", () => {
  const names = { ...openldap.attributes, studentIdentifier: "uid", mail: "mail" };
  const entry = newEntry(facts("zoe"), people, names, openldap.newEntry);
  expect(entry?.attributes.uid).toEqual(["zoe", "zoe@etu.univ.example"]);
});

test.each([
  [{ LDAP_PROVISIONING: "create" }, ["missing"]],
  [{ LDAP_PROVISIONING: "create", LDAP_PEOPLE_DN: "ou=people,dc=x" }, ["malformed"]],
  [{ LDAP_PROVISIONING: "create", LDAP_PEOPLE_DN: "OU=People, DC=univ,dc=example" }, []],
  [{ LDAP_PEOPLE_DN: people }, []],
])("the settings %j", (given, said) => {
  const { faults, env } = readWhatIsThere({ LDAP_BASE_DN: "dc=univ,dc=example", ...given, NODE_ENV: "test" });
  expect(faults.filter(({ name }) => name === "LDAP_PEOPLE_DN").map(({ kind }) => kind)).toEqual(said);
  if (!("LDAP_PROVISIONING" in given)) expect(env.ldap.peopleDn).toBeUndefined();
});
