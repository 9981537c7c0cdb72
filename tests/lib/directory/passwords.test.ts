import { expect, test } from "vitest";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { onEachServer } from "./stage";

onEachServer("passwords in", (stage) => {
  test("the right one opens, a wrong one does not", async () => {
    const lea = await stage.student("lea.moreau");
    expect(await stage.directory.authenticate(lea, "Tilleul-58-Comete")).toEqual({ ok: true });
    expect(await stage.directory.authenticate(lea, "Tilleul-58-comete")).toEqual({
      ok: false,
      reason: "wrong-password",
    });
  });

  test.each(["", "Tilleul-58-Comete\0"])("%j is wrong without asking", async (password) => {
    const lea = await stage.student("lea.moreau");
    const before = stage.wire.sent;
    expect(await stage.directory.authenticate(lea, password)).toEqual({ ok: false, reason: "wrong-password" });
    expect(stage.wire.sent).toBe(before);
  });

  test("none opens an account that has none yet", async () => {
    const camille = await stage.student("camille.martin");
    expect(await stage.directory.authenticate(camille, "K7QXM3VP9RTD")).toEqual({
      ok: false,
      reason: "wrong-password",
    });
  });

  test("none opens an entry that is not there", async () => {
    const nobody = { ...(await stage.student("lea.moreau")), dn: "uid=nobody,ou=people,dc=univ,dc=example" };
    expect(await stage.directory.authenticate(nobody, "Tilleul-58-Comete")).toEqual({
      ok: false,
      reason: "wrong-password",
    });
  });

  test("a locked account says so, with its own password too", async () => {
    const yanis = await stage.student("yanis.petit");
    expect(await stage.directory.authenticate(yanis, "Marmotte-31-Glacier")).toEqual({ ok: false, reason: "locked" });
  });

  test("a new one opens a session, the old one no longer", async () => {
    expect(await stage.directory.setPassword(await stage.student("hugo.bernard"), "Girafe-91-Tisane")).toEqual({
      ok: true,
    });
    expect(await stage.server.canBind("hugo.bernard", "Girafe-91-Tisane")).toBe(true);
    expect(await stage.server.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
  });

  test("a first one opens an account that had none", async () => {
    expect(await stage.directory.setPassword(await stage.student("ines.benali"), "Hibou-17-Lavande")).toEqual({
      ok: true,
    });
    expect(await stage.server.canBind("ines.benali", "Hibou-17-Lavande")).toBe(true);
  });

  test.each(["Été-œuvre-2026-ñ", "Passe-1-😀-partout", 'Barre\\oblique-"7"', "  Espaces-2-autour  "])(
    "%j arrives letter for letter",
    async (password) => {
      const sacha = await stage.student("sacha.roux");
      expect(await stage.directory.setPassword(sacha, password)).toEqual({ ok: true });
      expect(await stage.server.canBind("sacha.roux", password)).toBe(true);
      expect(await stage.directory.authenticate(sacha, password)).toEqual({ ok: true });
      expect(await stage.directory.authenticate(sacha, password.trim().slice(1))).toMatchObject({ ok: false });
    },
  );

  test("too short for the directory's own policy: told, and nothing changed", async () => {
    const tom = await stage.student("tom.rousseau");
    expect(await stage.directory.setPassword(tom, stage.kind.tooShort)).toEqual({ ok: false, reason: "too-short" });
    expect(await stage.server.canBind("tom.rousseau", stage.kind.tooShort)).toBe(false);
    expect(await stage.server.canBind("tom.rousseau", "Sentier-66-Brume")).toBe(true);
  });

  test("the same again, which the directory remembers: told, and nothing changed", async () => {
    const tom = await stage.student("tom.rousseau");
    expect(await stage.directory.setPassword(tom, "Sentier-66-Brume")).toEqual({ ok: false, reason: "in-history" });
    expect(await stage.server.canBind("tom.rousseau", "Sentier-66-Brume")).toBe(true);
  });

  test("32 flows at once: nobody's session is another's, and the service stays the service", async () => {
    const lea = await stage.student("lea.moreau");
    const others = await Promise.all(["tom.rousseau", "sacha.roux", "hugo.bernard"].map(stage.student));
    const garcia = await stage.directory.findByStaffLogin("garcia-l");
    const flows = Array.from({ length: 32 }, async (_, flow) => {
      const isRight = flow % 4 === 0;
      const person = isRight ? lea : (others[flow % others.length] as DirectoryPerson);
      const [outcome, found] = await Promise.all([
        flow % 2 === 0 ? stage.directory.authenticate(person, "Tilleul-58-Comete") : null,
        stage.directory.findByStaffLogin("garcia-l"),
      ]);
      if (outcome) expect(outcome).toEqual(isRight ? { ok: true } : { ok: false, reason: "wrong-password" });
      expect(found).toEqual(garcia);
    });
    await Promise.all(flows);
  });

  test("several at once for one person: each is answered, and one of them opens", async () => {
    const noe = await stage.student("noe.garnier");
    for (let round = 0; round < 5; round++) {
      const passwords = ["Citron", "Melon", "Raisin"].map((word) => `${word}-${round}-Assiette`);
      const outcomes = await Promise.all(passwords.map((password) => stage.directory.setPassword(noe, password)));
      expect(outcomes).toEqual(passwords.map(() => ({ ok: true })));
      const opens = await Promise.all(passwords.map((password) => stage.server.canBind("noe.garnier", password)));
      expect(opens.filter(Boolean)).toHaveLength(1);
    }
  });

  test("connections are kept: a hundred calls open no more than a few", async () => {
    const before = stage.wire.opened;
    for (let call = 0; call < 100; call++) await stage.directory.findByStaffLogin("garcia-l");
    expect(stage.wire.opened - before).toBeLessThanOrEqual(4);
  });
});
