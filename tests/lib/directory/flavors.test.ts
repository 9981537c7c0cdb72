import { describe, expect, test } from "vitest";
import { activeDirectory } from "@/lib/directory/flavors/active-directory";
import { PasswordPolicyControl } from "@/lib/directory/ldapjs";
import { directoryOn, hugo } from "./scripted";

const passwordModify = "1.3.6.1.4.1.4203.1.11.1";

describe("Active Directory, as Microsoft's and Samba's servers word it", () => {
  /** A server that answers each change of a password so. */
  const refusing = (status: number, words: string) =>
    directoryOn(
      (server) => {
        server.bind("", (_, response) => response.end(0));
        server.search("", (_, response) => response.end(0));
        server.modify("", (_, response) => {
          response.diagnosticMessage = words;
          response.end(status);
        });
      },
      { flavor: "ad" },
    );

  test.each([
    ["0000052D: Constraint violation - check_password_restrictions: the password is too short.", "too-short"],
    [
      "0000052D: Constraint violation - check_password_restrictions: the password was already used (in history)!",
      "in-history",
    ],
    ["0000052D: Constraint violation - check_password_restrictions: password is too young to change!", "too-young"],
    ["0000052D: Constraint violation - the password changes too soon", "too-young"],
    ["0000052D: Constraint violation - the password does not meet the complexity criteria!", "quality"],
    [
      "0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE)",
      "quality",
    ],
    ["anything else", "quality"],
  ])("%j refuses a password as %s", async (words, reason) => {
    const outcome = { ok: false, reason };
    expect(await (await refusing(19, words)).setPassword(hugo, "Girafe-91-Tisane")).toEqual(outcome);
    if (!words.startsWith("0000052D")) return;
    expect(await (await refusing(53, words)).setPassword(hugo, "Girafe-91-Tisane")).toEqual(outcome);
  });

  test("a refusal to perform that gives no such code says nothing of the password", async () => {
    const directory = await refusing(53, "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0");
    await expect(directory.setPassword(hugo, "Girafe-91-Tisane")).rejects.toMatchObject({ dependency: "directory" });
  });

  test("affiliations are in the first of the attributes that Exchange brings, unless the institution file says otherwise", async () => {
    const facts = { sAMAccountName: "garcia-l", givenName: "Lucas", sn: "Garcia", extensionAttribute1: "Employee" };
    const attributes = Object.entries(facts).map(([type, value]) => ({ type, values: [value] }));
    const directory = await directoryOn(
      (server) => {
        server.bind("", (_, response) => response.end(0));
        server.search("", (request: { attributes: string[] }, response) => {
          // Not as a group that holds somebody, of which the name alone is asked.
          const isPerson = request.attributes.length > 1;
          if (isPerson) response.send(response.createSearchEntry({ dn: "cn=garcia-l,dc=univ,dc=example", attributes }));
          response.end(0);
        });
      },
      { flavor: "ad" },
    );
    expect(await directory.findByStaffLogin("garcia-l")).toMatchObject({ affiliations: ["employee"] });
  });

  test("a lock that only an administrator ends has no hour", () => {
    const read = activeDirectory.lockout.duration?.read;
    expect(read?.("-9000000000")).toBe(900_000);
    expect(read?.("-9223372036854775808")).toBe(0);
  });
});

describe("the password policy's own control", () => {
  test.each([
    [3, "not-allowed"],
    [4, "not-allowed"],
    [5, "quality"],
    [6, "too-short"],
    [7, "too-young"],
    [8, "in-history"],
  ])("with error %i refuses a password as %s, whatever the result code", async (error, reason) => {
    for (const status of [19, 50, 53]) {
      const directory = await directoryOn((server) => {
        server.bind("", (_, response) => response.end(0));
        server.exop(passwordModify, (_, response) => {
          response.addControl(new PasswordPolicyControl({ value: { error } }));
          response.end(status);
        });
      });
      expect(await directory.setPassword(hugo, "Girafe-91-Tisane")).toEqual({ ok: false, reason });
    }
  });
});

test("an account that may not sign in by a password at all (48) is told as a wrong one", async () => {
  const directory = await directoryOn((server) =>
    server.bind("", ({ dn }, response) => response.end(String(dn) === hugo.dn ? 48 : 0)),
  );
  expect(await directory.authenticate(hugo, "Cerisier-42-Volcan")).toEqual({ ok: false, reason: "wrong-password" });
});
