import { expect, test } from "vitest";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import { onEachServer } from "./stage";

onEachServer("looking for someone in", (stage) => {
  test("a student is found by identifier", async () => {
    expect(await stage.directory.findByIdentifier("zoe.lefevre@etu.univ.example")).toEqual({
      dn: "uid=zoe.lefevre,ou=people,dc=univ,dc=example",
      uid: "zoe.lefevre",
      displayName: "Zoé Lefèvre",
      mail: "zoe.lefevre@etu.univ.example",
      affiliations: ["student", "member"],
      groups: [],
      state: "inactive",
      locked: null,
    });
  });

  test("a member of staff is found by login, with the configured groups that hold them", async () => {
    const person = await stage.directory.findByStaffLogin("garcia-l");
    expect(person).toMatchObject({ uid: "garcia-l", groups: ["kiosque-info"], state: "active" });
  });

  test("each SupAnn state is read", async () => {
    const states = await Promise.all(
      ["camille.martin", "hugo.bernard", "yanis.petit"].map(
        async (name) => (await stage.directory.findByIdentifier(`${name}@etu.univ.example`))?.state,
      ),
    );
    expect(states).toEqual(["inactive", "active", "suspended"]);
  });

  test("nobody is nobody", async () => {
    expect(await stage.directory.findByIdentifier("personne.nulle@etu.univ.example")).toBeNull();
    expect(await stage.directory.findByStaffLogin("personne-n")).toBeNull();
  });

  test.each([
    "*)(uid=*",
    "*",
    "",
    "hugo.bernard@etu.univ.example\\",
    "hugo.bernard\\2c@etu.univ.example",
    "hugo.bernard@etu.univ.example\0",
    "hugo.bernard@etu.univ.example\n",
    "Hugo.Bernard@etu.univ.example",
    "hugo.bernard@etu.univ.example,ou=people",
    "uid=hugo.bernard,ou=people,dc=univ,dc=example",
    `${"a".repeat(300)}@etu.univ.example`,
    "hugo.bernard@etu.univ.example)(objectClass=*)",
    "garcia-l\\",
    "garcia-l)(cn=*",
    "garcia-l\0",
  ])("%j is no identifier: the server never hears of it", async (identifier) => {
    const before = stage.wire.sent;
    expect(await stage.directory.findByIdentifier(identifier)).toBeNull();
    expect(await stage.directory.findByStaffLogin(identifier)).toBeNull();
    expect(stage.wire.sent).toBe(before);
  });

  test("an identifier that two entries share is nobody's to guess", async () => {
    const fault = "have the same eduPersonPrincipalName";
    await expect(stage.directory.findByIdentifier("deux.fois@etu.univ.example")).rejects.toSatisfy(saysWhy(fault));
  });

  test("an entry without what we must know of a person is refused", async () => {
    const fault = "uid=sans-p,ou=people,dc=univ,dc=example has no givenName";
    await expect(stage.directory.findByStaffLogin("sans-p")).rejects.toSatisfy(saysWhy(fault));
  });

  test("an entry with two names to go by is refused", async () => {
    const fault = "uid=deux.noms,ou=people,dc=univ,dc=example has several uid";
    await expect(stage.directory.findByIdentifier("deux.noms@etu.univ.example")).rejects.toSatisfy(saysWhy(fault));
  });

  test("an identifier is in use when somebody is found by it, however their entry writes it", async () => {
    const identifiers = ["hugo.bernard@etu.univ.example", "large@etu.univ.example", "personne.nulle@etu.univ.example"];
    const found = await Promise.all(identifiers.map((each) => stage.directory.findByIdentifier(each)));
    const inUse = await stage.directory.identifiersInUse(identifiers);
    expect([...inUse].sort()).toEqual(identifiers.filter((_, index) => found[index]));
  });

  test("affiliations are those of the list, whatever their capitals and outer spaces", async () => {
    expect(await stage.directory.findByStaffLogin("large-a")).toMatchObject({ affiliations: ["student", "employee"] });
  });

  test("several given names, surnames and addresses are one person's; two states that differ are none", async () => {
    expect(await stage.student("plusieurs.valeurs")).toMatchObject({ uid: "plusieurs.valeurs", state: "unknown" });
  });
});

/** It makes the directory unavailable, and tells the log's reader why. */
const saysWhy = (fault: string) => (error: unknown) =>
  error instanceof DirectoryUnavailable && inFull(error).includes(fault);
