import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { activations, sessions } from "@/db/schema";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { openActivation } from "@/lib/activation/open-activation";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import { DirectoryUnavailable } from "@/lib/errors";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { signIn } from "@/lib/session/sign-in";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import {
  activationOf,
  asked,
  caller,
  camille,
  ines,
  lastConfirmation,
  newPassword,
  open,
  printSheet,
  revokeSheets,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";
import { held, watched } from "@/tests/support/held";
import { losingAnswer } from "@/tests/support/lost-answers";

let ldap: TestDirectory;
beforeAll(async () => {
  ldap = await startTestDirectory();
  return () => ldap.close();
});

let world: World;
beforeEach(async () => {
  world = await startWorld(ldap);
  await world.enrol(camille.identifier);
  await ldap.store.putPerson({
    uid: "camille.martin",
    identifier: camille.identifier,
    givenName: "Camille",
    familyName: "Martin",
    mail: camille.identifier,
    affiliations: ["student", "member"],
    state: "inactive",
    password: "Avant-00-Essai",
  });
  return () => world.close();
});

const twice = (password: string) => ({ newPassword: password, newPasswordConfirmation: password });
const lines = async () =>
  (await world.journal())
    .filter(({ kind }) => kind === "activation.password")
    .map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(" "));

async function send(token: string, typed = newPassword, directory: Partial<Directory> = {}) {
  const services = { ...world.services, directory: { ...ldap.directory, ...directory } };
  return setFirstPassword(services, await activationOf(world, token), typed, asked);
}

/** Nothing was opened, and the student can go on. */
async function expectNothingDone() {
  expect((await world.student(camille.identifier)).activatedAt).toBeNull();
  expect((await world.credentials()).map(({ spentAt }) => spentAt)).toEqual([null]);
  expect(await world.mailsTo(camille.identifier)).toEqual([]);
}

async function expectOpenWith(password: string) {
  expect(await ldap.canBind("camille.martin", password)).toBe(true);
  expect(await world.entry("camille.martin", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect((await world.student(camille.identifier)).activatedAt).not.toBeNull();
  expect((await world.credentials()).every(({ spentAt, revokedAt }) => spentAt ?? revokedAt)).toBe(true);
  expect(await openActivation(world.services, camille, caller)).toMatchObject({ reason: "already-active" });
}

test("a count of failed binds that cannot be cleared takes nothing back: the account is open, and the log says so", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const token = await untilPassword(world, camille);
  const losingCounts: Partial<Directory> = {
    activate: async (person) => {
      await ldap.directory.activate(person);
      await world.db.execute(sql`alter table throttle rename to elsewhere`);
    },
  };
  const services = {
    ...world.services,
    directory: { ...ldap.directory, ...losingCounts },
    institution: { ...world.services.institution, directoryLockout: { failures: 10, minutes: 15 } },
  };
  const activation = await activationOf(world, token);
  expect(await setFirstPassword(services, activation, newPassword, asked)).toEqual({ ok: true });
  expect((await world.student(camille.identifier)).activatedAt).not.toBeNull();
  expect(log).toHaveBeenCalledWith(expect.stringMatching(/failed binds not forgotten$/), expect.any(Error));
});

describe("the rules", () => {
  test("every rule that is broken is named, and the directory is not even asked", async () => {
    const token = await untilPassword(world, camille);
    const outcome = await send(token, { newPassword: "camil$", newPasswordConfirmation: "camille" });
    expect(outcome).toMatchObject({ ok: false, reason: "not-acceptable" });
    const codes = outcome.ok || outcome.reason !== "not-acceptable" ? [] : outcome.violations.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["too-short", "no-digit", "forbidden-character", "mismatch"]));
    expect(await lines()).toEqual([expect.stringMatching(/^refused .*too-short/)]);
    await expectNothingDone();
  });

  test.each(["Martin-42-Volcan", "E2600101-volcan", "17042007!"])(
    "%j says something about Camille",
    async (password) => {
      const token = await untilPassword(world, camille);
      expect(await send(token, twice(password))).toMatchObject({
        violations: expect.arrayContaining([{ field: "newPassword", code: "personal-data" }]),
      });
    },
  );

  test.each([
    "K7QX-M3VP-9RTD",
    "k7qxm3vp9rtd",
    "k7qx m3vp 9rtd",
    "K7QX.M3VP.9RTD",
    "K7QX-M3VP-9RTD!",
    "xK7QXM3VP9RTD2026",
  ])("%j is the provisional password of the sheet, or holds it: others may have read it", async (password) => {
    const token = await untilPassword(world, camille);
    expect(await send(token, twice(password))).toEqual({
      ok: false,
      reason: "not-acceptable",
      violations: [{ field: "newPassword", code: "personal-data", reason: "provisional-password" }],
    });
    expect(await lines()).toEqual(["refused personal-data"]);
    await expectNothingDone();
    expect(await ldap.canBind("camille.martin", password)).toBe(false);
  });

  test("a password of the same shape that is on no sheet of Camille's is welcome", async () => {
    const token = await untilPassword(world, camille);
    expect(await send(token, twice(ines.provisionalPassword))).toEqual({ ok: true });
  });

  test("once it is set, whoever finds the browser gives no address: what waits may still be confirmed", async () => {
    const token = await untilPassword(world, camille, "camille@laposte.example");
    const { code } = await lastConfirmation(world, "camille@laposte.example");
    expect(await send(token)).toEqual({ ok: true });
    const left = await activationOf(world, token);
    expect(left.step).toBe("done");
    const thief = await giveRecoveryEmail(world.services, left, "thief@mail.example", asked);
    expect(thief).toEqual({ ok: false, reason: "step", step: "done" });
    expect((await world.journal()).at(-1)).toMatchObject({ outcome: "refused", reason: "already-active" });
    expect(await confirmByCode(world.services, activatingStudent(left, asked), code)).toEqual({ ok: true });
  });

  test("accents typed on another keyboard make the same password", async () => {
    const token = await untilPassword(world, camille);
    const decomposed = "Forêt-58-Comète".normalize("NFD");
    expect(await send(token, twice(decomposed))).toEqual({ ok: true });
    await expectOpenWith("Forêt-58-Comète".normalize("NFC"));
    const typed = { username: camille.identifier, password: decomposed, caller, former: null };
    expect(await signIn(world.services, typed)).toMatchObject({ ok: true });
  });

  test("it comes last: not before the charter", async () => {
    const token = await open(world, camille);
    expect(await send(token)).toEqual({ ok: false, reason: "step", step: "recovery-email" });
    await expectNothingDone();
  });
});

describe("a page that is true no more", () => {
  test.each<[string, Partial<typeof activations.$inferInsert>]>([
    ["recovery-email", { recoveryAddressId: null }],
    ["charter", { charterAcceptanceId: null }],
    ["identity", { endedAt: today }],
  ])("sends no password to the directory: %s is due", async (step, differences) => {
    const activation = await activationOf(world, await untilPassword(world, camille));
    await world.db.update(activations).set(differences);
    const sent = setFirstPassword(world.services, activation, newPassword, asked);
    expect(await sent).toEqual({ ok: false, reason: "step", step });
    await expectNothingDone();
    expect(await ldap.canBind("camille.martin", newPassword.newPassword)).toBe(false);
  });

  test("nor does one whose sheet was revoked", async () => {
    const activation = await activationOf(world, await untilPassword(world, camille));
    await revokeSheets(world.db, activation.studentId, today);
    const sent = setFirstPassword(world.services, activation, newPassword, asked);
    expect(await sent).toEqual({ ok: false, reason: "step", step: "identity" });
    expect(await ldap.canBind("camille.martin", newPassword.newPassword)).toBe(false);
  });
});

describe("the directory", () => {
  test("its own policy refuses: told as such, and another password may be tried at once", async () => {
    const token = await untilPassword(world, camille);
    const refusing = { setPassword: async () => ({ ok: false, reason: "quality" }) as const };
    expect(await send(token, newPassword, refusing)).toEqual({
      ok: false,
      reason: "not-acceptable",
      violations: [{ field: "newPassword", code: "refused-by-directory", reason: "quality" }],
    });
    await expectNothingDone();
    expect(await lines()).toEqual(["begun", "refused quality"]);
    expect(await send(token)).toEqual({ ok: true });
    expect(await lines()).toEqual(["begun", "refused quality", "begun", "succeeded"]);
  });

  test("away, nothing is lost, and the same password works once it is back", async () => {
    const token = await untilPassword(world, camille);
    const away = async () => {
      throw new DirectoryUnavailable();
    };
    await expect(send(token, newPassword, { findByLogin: away })).rejects.toThrow(DirectoryUnavailable);
    await expectNothingDone();
    expect(await lines()).toEqual(["begun", "failed unavailable"]);
    expect(await send(token)).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });

  test("which took the password, and whose answer got lost: the journal does not say that it failed, and the same password works at once", async () => {
    const token = await untilPassword(world, camille);
    const { directory, goesAway } = await losingAnswer(ldap);
    const refused = expect(send(token, newPassword, directory)).rejects.toThrow(DirectoryUnavailable);
    await goesAway("camille.martin", newPassword.newPassword);
    await refused;
    expect(await lines()).toEqual(["begun"]);
    expect(await send(token)).toEqual({ ok: true });
    expect(await lines()).toEqual(["begun", "begun", "succeeded"]);
    await expectOpenWith(newPassword.newPassword);
  });

  test("without an entry for the student, it says so; nothing is lost, and it opens once there is one", async () => {
    const token = await untilPassword(world, camille);
    const missing = { ok: false, reason: "account-missing" };
    expect(await send(token, newPassword, { findByLogin: async () => null })).toEqual(missing);
    expect(await lines()).toEqual(["begun", "refused no-entry"]);
    await expectNothingDone();
    expect(await send(token)).toEqual({ ok: true });
  });

  test("an account that is suspended there stays so", async () => {
    const token = await untilPassword(world, camille);
    await ldap.store.putPerson({
      uid: "camille.martin",
      identifier: camille.identifier,
      givenName: "Camille",
      familyName: "Martin",
      mail: camille.identifier,
      affiliations: ["student", "member"],
      state: "suspended",
    });
    expect(await send(token)).toEqual({ ok: false, reason: "account-suspended" });
    expect(await world.entry("camille.martin", "supannRessourceEtat")).toEqual(["{COMPTE}S:SupannVerrouille"]);
    expect(await lines()).toEqual(["begun", "refused account-suspended"]);
    await expectNothingDone();
  });
});

describe("who works here too", () => {
  const own = "Reservoir-48-Bruine";
  const colleague = (differences: object = {}) =>
    ldap.store.putPerson({
      uid: "camille.martin",
      identifier: camille.identifier,
      givenName: "Camille",
      familyName: "Martin",
      mail: camille.identifier,
      affiliations: ["student", "employee", "member"],
      state: "active",
      password: own,
      ...differences,
    });

  test.each<[string, Partial<DirectoryPerson>]>([
    ["employed", {}],
    ["in a group of ours", { affiliations: ["student"], groups: ["trousseau-scolarite"] }],
    ["employed, in an account whose state nobody wrote", { state: "unknown" }],
  ])("%s: the account keeps its own password, and IT is named", async (_, differences) => {
    const token = await untilPassword(world, camille);
    await colleague();
    const directory: Partial<Directory> = {
      findByLogin: async (identifier) => {
        const person = await ldap.directory.findByLogin(identifier);
        return person && { ...person, ...differences };
      },
    };
    expect(await send(token, newPassword, directory)).toEqual({ ok: false, reason: "also-staff" });
    expect(await ldap.canBind("camille.martin", own)).toBe(true);
    expect(await ldap.canBind("camille.martin", newPassword.newPassword)).toBe(false);
    expect(await lines()).toEqual(["begun", "refused also-staff"]);
    await expectNothingDone();
  });

  test("whoever was signed in to an account that the sheet opens is so no more", async () => {
    await world.db.insert(sessions).values({
      tokenHash: "of-nobody",
      uid: "camille.martin",
      login: camille.identifier,
      displayName: "Camille Martin",
      roles: ["student"],
      startedAt: today,
      lastSeenAt: today,
      rolesReadAt: today,
      expiresAt: new Date(today.getTime() + 3_600_000),
      address: "192.0.2.9",
    });
    const token = await untilPassword(world, camille);
    expect(await send(token)).toEqual({ ok: true });
    expect(await world.db.select({ endedAt: sessions.endedAt }).from(sessions)).toEqual([{ endedAt: today }]);
  });

  test("an account that was never open has no password to lose: the sheet opens it", async () => {
    const token = await untilPassword(world, camille);
    await colleague({ state: "inactive", password: undefined });
    expect(await send(token)).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });

  test("the service stopped after it opened such an account: the same page, or the sheet typed again, ends it", async () => {
    const token = await untilPassword(world, camille);
    await colleague({ state: "inactive", password: undefined });
    const died = new Error("the process is gone");
    const dying: Partial<Directory> = {
      activate: async (person) => {
        await ldap.directory.activate(person);
        throw died;
      },
    };
    await expect(send(token, newPassword, dying)).rejects.toThrow(died);
    await expect(send(token, newPassword, dying)).rejects.toThrow(died);
    const again = await untilPassword(world, camille, "another@laposte.example");
    expect(await send(again, twice("Marelle-64-Tilleul"))).toEqual({ ok: true });
    await expectOpenWith("Marelle-64-Tilleul");
  });

  test("an attempt that the directory never answered proves nothing: the account that opened meanwhile is theirs", async () => {
    const token = await untilPassword(world, camille);
    const away = async () => {
      throw new DirectoryUnavailable();
    };
    await expect(send(token, newPassword, { setPassword: away })).rejects.toThrow(DirectoryUnavailable);
    await colleague();
    expect(await send(token)).toEqual({ ok: false, reason: "also-staff" });
    expect(await ldap.canBind("camille.martin", own)).toBe(true);
  });

  test("it is told at the first step already, to the right sheet alone, and only when the directory says so in time", async () => {
    await colleague();
    expect(await openActivation(world.services, camille, caller)).toEqual({ ok: false, reason: "also-staff" });
    expect((await world.journal()).at(-1)).toMatchObject({
      kind: "activation.identity",
      outcome: "refused",
      reason: "also-staff",
      subject: camille.identifier,
    });
    const wrong = { ...camille, provisionalPassword: ines.provisionalPassword };
    expect(await openActivation(world.services, wrong, caller)).toEqual({ ok: false, reason: "wrong-password" });
    const hanging = { ...ldap.directory, findByLogin: () => new Promise<never>(() => {}) };
    expect(await openActivation({ ...world.services, directory: hanging }, camille, caller)).toMatchObject({
      ok: true,
    });
  });
});

describe("the service stops on the way", () => {
  const died = new Error("the process is gone");
  const dies = async () => {
    throw died;
  };
  const stops: [string, (directory: Directory) => Partial<Directory>][] = [
    ["before the password", () => ({ setPassword: dies })],
    [
      "once the directory took the password, before it could say so",
      (directory) => ({ setPassword: (person, password) => directory.setPassword(person, password).then(dies) }),
    ],
    ["after the password, before the state", () => ({ activate: dies })],
    [
      "once the directory took the state, before our own tables",
      (directory) => ({ activate: (person) => directory.activate(person).then(dies) }),
    ],
  ];

  test.each(stops)("%s: the same page, sent again, opens the account", async (_, dying) => {
    const token = await untilPassword(world, camille);
    await expect(send(token, newPassword, dying(ldap.directory))).rejects.toThrow(died);
    await expectNothingDone();
    expect(await send(token)).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });

  test.each(stops)("%s: the sheet, typed again, opens the account with another password", async (_, dying) => {
    const token = await untilPassword(world, camille);
    await expect(send(token, newPassword, dying(ldap.directory))).rejects.toThrow(died);
    const again = await untilPassword(world, camille, "another@laposte.example");
    expect(await send(again, twice("Marelle-64-Tilleul"))).toEqual({ ok: true });
    await expectOpenWith("Marelle-64-Tilleul");
    expect(await ldap.canBind("camille.martin", newPassword.newPassword)).toBe(false);
  });

  test("killed under its claim, it makes the next one wait for as long as a password may be on its way, and no longer", async () => {
    const token = await untilPassword(world, camille);
    let wake = () => {};
    let isAsleep = false;
    const sleeping: Partial<Directory> = {
      activate: () => {
        isAsleep = true;
        return new Promise<void>((resolve) => {
          wake = resolve;
        }).then(dies);
      },
    };
    const killed = send(token, newPassword, sleeping);
    killed.catch(() => {});
    await expect.poll(() => isAsleep).toBe(true);
    const next = send(token, twice("Marelle-64-Tilleul"));
    world.pass(1);
    expect(await next).toEqual({ ok: true });
    await expectOpenWith("Marelle-64-Tilleul");
    wake();
    await expect(killed).rejects.toThrow(died);
    await expectOpenWith("Marelle-64-Tilleul");
  });

  test("a directory that remembers old passwords does not refuse the one that it took before the service stopped", async () => {
    const token = await untilPassword(world, camille);
    await expect(send(token, newPassword, { activate: dies })).rejects.toThrow(died);
    const remembering = { setPassword: async () => ({ ok: false, reason: "in-history" }) as const };
    expect(await send(token, twice("Marelle-64-Tilleul"), remembering)).toMatchObject({ reason: "not-acceptable" });
    expect(await send(token, newPassword, remembering)).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });
});

describe("two at once", () => {
  test("a double click opens the account once: the second waits, and hears that it is done", async () => {
    const token = await untilPassword(world, camille);
    const activation = await activationOf(world, token);
    const outcomes = await Promise.all([
      setFirstPassword(world.services, activation, newPassword, asked),
      setFirstPassword(world.services, activation, twice("Marelle-64-Tilleul"), asked),
    ]);
    expect(outcomes).toContainEqual({ ok: true });
    expect(outcomes).toContainEqual({ ok: false, reason: "step", step: "done" });
    expect(await lines()).toEqual(["begun", "succeeded", "refused already-active"]);
    expect(await world.mailsTo(camille.identifier)).toHaveLength(1);
    const winner = outcomes[0]?.ok ? newPassword.newPassword : "Marelle-64-Tilleul";
    await expectOpenWith(winner);
  });

  test("when the first of a double click is refused by the directory, the second has its own chance", async () => {
    const token = await untilPassword(world, camille);
    const refusing = { ...ldap.directory, setPassword: async () => ({ ok: false, reason: "quality" }) as const };
    const { services, letGo, isThere } = held({ ...world.services, directory: refusing });
    const first = send(token, newPassword, services.directory);
    await isThere;
    const waiting = watched(world.services);
    const second = setFirstPassword(
      waiting.services,
      await activationOf(world, token),
      twice("Marelle-64-Tilleul"),
      asked,
    );
    await expect.poll(waiting.reads).toBeGreaterThan(2);
    letGo();
    expect(await first).toMatchObject({ reason: "not-acceptable" });
    expect(await second).toEqual({ ok: true });
    await expectOpenWith("Marelle-64-Tilleul");
  });

  test("the sheet typed elsewhere while the password is on its way waits, then finds the account open", async () => {
    const token = await untilPassword(world, camille);
    const { services, letGo, isThere } = held(world.services);
    const sending = send(token, newPassword, services.directory);
    await isThere;
    const waiting = watched(world.services);
    const opening = openActivation(waiting.services, camille, caller);
    await expect.poll(waiting.reads).toBeGreaterThan(5);
    letGo();
    expect(await opening).toEqual({ ok: false, reason: "already-active" });
    expect(await sending).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });

  test("a reprint while the password is on its way leaves no sheet behind", async () => {
    const token = await untilPassword(world, camille);
    const reprinting: Partial<Directory> = {
      activate: async (person) => {
        await ldap.directory.activate(person);
        const { id } = await world.student(camille.identifier);
        await revokeSheets(world.db, id, today);
        await printSheet(world.db, id, "QQQQ-RRRR-SSSS", 0, today);
      },
    };
    expect(await send(token, newPassword, reprinting)).toEqual({ ok: true });
    await expectOpenWith(newPassword.newPassword);
  });
});

describe("the recovery address", () => {
  const confirm = async (token: string, email = "cam@laposte.example") => {
    const { code } = await lastConfirmation(world, email);
    return confirmByCode(world.services, activatingStudent(await activationOf(world, token), asked), code);
  };

  test("confirmed before the password, it goes to the directory and is told that the account is open", async () => {
    const token = await untilPassword(world, camille);
    expect(await confirm(token)).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([]);
    expect(await send(token)).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}cam@laposte.example"]);
    const kinds = (await world.mailsTo("cam@laposte.example")).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["account-activated", "recovery-confirmation"]);
  });

  test("confirmed while the password is on its way, it goes to the directory all the same", async () => {
    const token = await untilPassword(world, camille);
    const confirming: Partial<Directory> = {
      activate: async (person) => {
        await ldap.directory.activate(person);
        expect(await confirm(token)).toEqual({ ok: true });
      },
    };
    expect(await send(token, newPassword, confirming)).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}cam@laposte.example"]);
  });

  test("replaced while it is being written, the new one is what the directory holds in the end", async () => {
    const token = await untilPassword(world, camille);
    await confirm(token);
    let isFirst = true;
    const replacing: Partial<Directory> = {
      writeRecoveryEmail: async (person, email) => {
        await ldap.directory.writeRecoveryEmail(person, email);
        if (!isFirst) return;
        isFirst = false;
        await giveRecoveryEmail(world.services, await activationOf(world, token), "new@mail.example", asked);
        expect(await confirm(token, "new@mail.example")).toEqual({ ok: true });
      },
    };
    expect(await send(token, newPassword, replacing)).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}new@mail.example"]);
    const told = (await world.mails()).filter(({ kind }) => kind === "account-activated");
    expect(told.map(({ recipient }) => recipient).sort()).toEqual([camille.identifier, "new@mail.example"]);
  });

  test("not written, since the directory goes away once the account is open there: the journal does not say that it failed", async () => {
    const token = await untilPassword(world, camille);
    await confirm(token);
    const away = { writeRecoveryEmail: () => Promise.reject(new DirectoryUnavailable("away")) };
    await expect(send(token, newPassword, away)).rejects.toThrow(DirectoryUnavailable);
    expect(await lines()).toEqual(["begun"]);
    expect(await send(token)).toEqual({ ok: true });
    expect(await lines()).toEqual(["begun", "begun", "succeeded"]);
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}cam@laposte.example"]);
  });

  test("confirmed as the account opens, it is written by whoever comes second", async () => {
    const token = await untilPassword(world, camille);
    const [sent, confirmed] = await Promise.all([send(token), confirm(token)]);
    expect([sent, confirmed]).toEqual([{ ok: true }, { ok: true }]);
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}cam@laposte.example"]);
  });
});
