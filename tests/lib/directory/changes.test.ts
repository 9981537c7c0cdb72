import { expect, test } from "vitest";
import { onEachServer } from "./stage";

const clock = { now: () => new Date("2026-09-01T22:30:00Z") };

onEachServer(
  "what the service writes into",
  (stage) => {
    test("an activated account is active", async () => {
      await stage.directory.activate(await stage.student("camille.martin"));
      expect(await stage.server.values("camille.martin", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
      expect((await stage.student("camille.martin")).state).toBe("active");
    });

    test("activating twice, even at once, is activating", async () => {
      const ines = await stage.student("ines.benali");
      await Promise.all([
        stage.directory.activate(ines),
        stage.directory.activate(ines),
        stage.directory.activate(ines),
      ]);
      await stage.directory.activate(ines);
      expect(await stage.server.values("ines.benali", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
    });

    test("states of other resources are left alone, and dates follow where dates are kept", async () => {
      await stage.directory.activate(await stage.student("avec.dates"));
      expect((await stage.server.values("avec.dates", "supannRessourceEtat")).sort()).toEqual([
        "{COMPTE}A:SupannActif",
        "{MAIL}I",
      ]);
      expect((await stage.server.values("avec.dates", "supannRessourceEtatDate")).sort()).toEqual([
        "{COMPTE}A:SupannActif:20260902:",
        "{MAIL}I::20260101:20270101",
      ]);
    });

    test("a late charter is said of an active account, and of no other; taken back, it is active as before", async () => {
      const late = { isLate: true, subState: "SupannSursis" };
      const dated = await stage.student("avec.dates");
      await stage.directory.activate(dated);
      await stage.directory.markCharterDelay(dated, late);
      await stage.directory.markCharterDelay(dated, late);
      expect((await stage.server.values("avec.dates", "supannRessourceEtat")).sort()).toEqual([
        "{COMPTE}A:SupannSursis",
        "{MAIL}I",
      ]);
      expect(await stage.server.values("avec.dates", "supannRessourceEtatDate")).toContain(
        "{COMPTE}A:SupannSursis:20260902:",
      );
      expect((await stage.student("avec.dates")).state).toBe("active");
      await stage.directory.markCharterDelay(dated, { isLate: false, subState: "Autre" });
      expect(await stage.server.values("avec.dates", "supannRessourceEtat")).toContain("{COMPTE}A:SupannSursis");
      await stage.directory.markCharterDelay(dated, { ...late, isLate: false });
      expect(await stage.server.values("avec.dates", "supannRessourceEtat")).toContain("{COMPTE}A:SupannActif");

      const suspended = await stage.student("yanis.petit");
      await stage.directory.markCharterDelay(suspended, late);
      expect(await stage.server.values("yanis.petit", "supannRessourceEtat")).toEqual(["{COMPTE}S:SupannVerrouille"]);
    });

    test("the recovery address replaces the one before, and no other", async () => {
      const student_ = await stage.student("avec.dates");
      await stage.directory.writeRecoveryEmail(student_, "premiere@mail.example");
      await stage.directory.writeRecoveryEmail(student_, "seconde@mail.example");
      await stage.directory.writeRecoveryEmail(student_, "seconde@mail.example");
      expect((await stage.server.values("avec.dates", "supannMailPrive")).sort()).toEqual([
        "{PERSO}autre@mail.example",
        "{SECOURS}seconde@mail.example",
      ]);
    });

    test("a name that ldapjs would spell otherwise stays the server's own", async () => {
      const person = await stage.student("nom.oblique");
      expect(person.dn).toBe("cn=oblique\\5C,ou=people,dc=univ,dc=example");
      await stage.directory.activate(person);
      expect(await stage.directory.setPassword(person, "Virgule-38-Marée")).toEqual({ ok: true });
      expect(await stage.directory.authenticate(person, "Virgule-38-Marée")).toEqual({ ok: true });
      expect((await stage.student("nom.oblique")).state).toBe("active");
    });

    test("an entry that lacks the classes is given them", async () => {
      const bare = await stage.student("sans.classe");
      expect(bare.state).toBe("unknown");
      await stage.directory.activate(bare);
      await stage.directory.writeRecoveryEmail(bare, "nue@mail.example");
      expect(await stage.server.values("sans.classe", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
      expect(await stage.server.values("sans.classe", "supannMailPrive")).toEqual(["{SECOURS}nue@mail.example"]);
      expect(await stage.server.values("sans.classe", "objectClass")).toEqual(
        expect.arrayContaining(["supannRessource", "supannPerson"]),
      );
    });
  },
  clock,
);
