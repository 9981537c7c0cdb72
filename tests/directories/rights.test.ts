import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { baseDn, filledIn } from "@/tests/support/servers/directory-server";
import { mayRead, mayWrite } from "@/tests/support/servers/ds389/entries";
import { delegatedRights } from "@/tests/support/servers/samba-ad/rights";

const service = `cn=trousseau,ou=services,${baseDn}`;
const page = readFileSync(new URL("../../docs/operations/directory.md", import.meta.url), "utf8");

test("the rights to copy for OpenLDAP are those of the tests' server, in both of its ways of writing them", () => {
  const file = new URL("../support/servers/openldap/slapd.conf", import.meta.url);
  const text = filledIn(file, { BASE: baseDn, SERVICE: service });
  const rights = text.slice(text.indexOf("access to")).trim();
  expect(page).toContain(rights);
  const lines = rights.split("\n").filter((line) => !line.startsWith("#"));
  const rules = lines
    .join(" ")
    .replace(/ +/g, " ")
    .split(/ ?access (?=to )/)
    .slice(1);
  for (const [index, rule] of rules.entries()) expect(page).toContain(`olcAccess: {${index}}${rule}\n`);
});

test("those for 389 Directory Server too", () => {
  for (const aci of [mayRead(service), ...mayWrite(service)]) expect(page).toContain(`aci: ${aci}\n`);
});

test("those for Active Directory too", () => {
  expect(page).toContain(`--sddl="${delegatedRights("SID")}"`);
});
