import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { students } from "@/db/schema";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { AmbiguousEntry, DirectoryUnavailable } from "@/lib/errors";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { normaliseLogin } from "@/lib/session/prove-password";
import { freezeSession } from "@/lib/session/queries";
import { recordRefusal } from "@/lib/session/record-refusal";
import { signIn } from "@/lib/session/sign-in";
import { signOut } from "@/lib/session/sign-out";
import type { Visitor } from "@/lib/session/visitor";
import { visitorOf } from "@/lib/session/visitor-of";
import { startWorld, today, type World } from "@/tests/support/first-connections";
import { fromOutside, nearLockout } from "@/tests/support/near-lockout";

const desk = { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "r-1" };
const hugo = { username: "hugo.bernard@etu.univ.example", password: "Cerisier-42-Volcan" };
const dupont = { username: "dupont-n", password: "Horloge-64-Pivoine" };
const garcia = { username: "garcia-l", password: "Lanterne-29-Falaise" };

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.enrol("hugo.bernard@etu.univ.example", "sacha.roux@etu.univ.example");
});
afterAll(() => world.close());
beforeEach(() => world.setNow(today));

const attempt = (typed: { username: string; password: string }, former: Visitor | null = null) =>
  signIn(world.services, { ...typed, caller: desk, former });

async function signedIn(typed: { username: string; password: string }, former: Visitor | null = null) {
  const outcome = await attempt(typed, former);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome;
}

const lastLine = async () => (await world.journal()).at(-1);

test("a member of staff signs in, and the journal says who, from where", async () => {
  const { token, visitor } = await signedIn(garcia);
  expect(await visitorOf(world.services, token)).toEqual({
    sessionId: visitor.sessionId,
    uid: "garcia-l",
    login: "garcia-l",
    displayName: expect.any(String),
    roles: ["staff", "kiosk"],
    registerId: null,
    isFrozen: false,
  });
  expect(await lastLine()).toMatchObject({
    kind: "session.sign-in",
    outcome: "succeeded",
    reason: null,
    actor: "garcia-l",
    actorRoles: ["staff", "kiosk"],
    subject: "garcia-l",
    address: "10.1.2.3",
    network: "filaire",
    requestId: "r-1",
  });
  expect(JSON.stringify(await world.journal())).not.toContain(token);
});

test("a student signs in by identifier, whatever its case and the spaces around it", async () => {
  const { token } = await signedIn({ ...hugo, username: "  Hugo.Bernard@ETU.univ.example " });
  expect(await visitorOf(world.services, token)).toMatchObject({
    uid: "hugo.bernard",
    login: "hugo.bernard@etu.univ.example",
    roles: ["student"],
    registerId: (await world.student("hugo.bernard@etu.univ.example")).id,
  });
});

test("an accent in a login is the same, typed on any keyboard", () => {
  expect(normaliseLogin(" Zoé-L ".normalize("NFD"))).toBe("zoé-l".normalize("NFC"));
});

test("a doctoral student who also works here has no desk role", async () => {
  const { visitor } = await signedIn({ username: "sacha.roux@etu.univ.example", password: "Boussole-77-Tempete" });
  expect(visitor.roles).toEqual(["student"]);
});

test.each([
  ["a wrong password", { ...hugo, password: "Cerisier-42-volcan" }, "wrong-password", hugo.username],
  ["an empty password", { ...hugo, password: "" }, "wrong-password", hugo.username],
  ["an unknown login", { username: "personne-x", password: "Cerisier-42-Volcan" }, "unknown", null],
  ["an unknown identifier", { ...hugo, username: "hugo.nobody@etu.univ.example" }, "unknown", null],
  ["a password typed as the login", { ...hugo, username: "Cerisier-42-Volcan" }, "unknown", null],
  ["a filter typed as the login", { ...hugo, username: "*)(uid=*" }, "unknown", null],
  ["a login with a trailing backslash", { ...hugo, username: "garcia-l\\" }, "unknown", null],
  ["a login with a NUL", { ...hugo, username: "garcia-l\0" }, "unknown", null],
  [
    "an account that was never activated",
    { username: "camille.martin@etu.univ.example", password: "K7QX-M3VP-9RTD" },
    "wrong-password",
    "camille.martin@etu.univ.example",
  ],
])("%s is refused, and the journal alone says why", async (_, typed, reason, subject) => {
  expect(await attempt(typed)).toEqual({ ok: false, reason });
  expect(await lastLine()).toMatchObject({ kind: "session.sign-in", outcome: "refused", reason, subject, actor: null });
  expect(JSON.stringify(await lastLine())).not.toContain("Cerisier");
});

test("a suspended account is refused, with the right password too", async () => {
  const yanis = { username: "yanis.petit@etu.univ.example", password: "Marmotte-31-Glacier" };
  const outcome = await attempt(yanis);
  expect(outcome.ok).toBe(false);
  expect(await lastLine()).toMatchObject({ outcome: "refused", subject: yanis.username });
});

test.each(["suspended", "inactive"] as const)(
  "an account that is %s opens nothing, where the directory still takes its password",
  async (state) => {
    const { directory } = world.ldap;
    const findByLogin: typeof directory.findByLogin = async (login) => {
      const person = await directory.findByLogin(login);
      return person && { ...person, state };
    };
    const services = { ...world.services, directory: { ...directory, findByLogin } };
    expect(await signIn(services, { ...dupont, caller: desk, former: null })).toMatchObject({
      ok: false,
      reason: state,
    });
    expect(await lastLine()).toMatchObject({ outcome: "refused", reason: state, subject: dupont.username });
  },
);

test("an accent in a password is the same, typed on any keyboard", async () => {
  const person = await world.ldap.directory.findByLogin(dupont.username);
  if (!person) throw new Error("the demo has no such person");
  const password = "Écluse-64-Pivoine".normalize("NFC");
  expect(await world.ldap.directory.setPassword(person, password)).toEqual({ ok: true });
  await signedIn({ ...dupont, password: password.normalize("NFD") });
});

test("neither an unknown login nor a wrong password is answered before the floor that hides their difference", async () => {
  const time = async (typed: typeof hugo) => {
    const start = performance.now();
    await attempt(typed);
    return performance.now() - start;
  };
  for (const typed of [
    { ...hugo, password: "wrong" },
    { ...hugo, username: "nobody-n" },
    { ...hugo, username: "junk" },
  ]) {
    expect(await time(typed)).toBeGreaterThanOrEqual(395);
  }
});

test("after five failures the pair waits a minute, the right password too, and then gets in", async () => {
  const leroy = { username: "leroy-d", password: "Archive-38-Rosier" };
  await Promise.all(Array.from({ length: 5 }, () => attempt({ ...leroy, password: "wrong" })));
  const refused = await attempt(leroy);
  expect(refused).toEqual({ ok: false, reason: "too-many-tries", retryAt: expect.any(Date) });
  expect(await lastLine()).toMatchObject({ outcome: "refused", reason: "too-many-tries", subject: null });
  world.pass(16);
  expect((await attempt(leroy)).ok).toBe(true);
});

test("a session ends after thirty idle minutes, and each sign of life puts that off", async () => {
  const { token } = await signedIn(garcia);
  world.pass(29);
  expect(await visitorOf(world.services, token)).not.toBeNull();
  world.pass(29);
  expect(await visitorOf(world.services, token)).not.toBeNull();
  world.pass(30);
  expect(await visitorOf(world.services, token)).toBeNull();
});

test("a session of human resources loses that role once staff open no account here", async () => {
  const { token } = await signedIn({ username: "roche-j", password: "Calendrier-71-Nacelle" });
  expect(await visitorOf(world.services, token)).toMatchObject({ roles: ["staff", "human-resources"] });
  const institution = { ...world.services.institution, populations: {} };
  expect(await visitorOf({ ...world.services, institution }, token)).toMatchObject({ roles: ["staff"] });
});

test("a session ends after eight hours, however busy", async () => {
  const { token } = await signedIn(garcia);
  for (let minutes = 20; minutes < 8 * 60; minutes += 20) {
    world.pass(20);
    expect(await visitorOf(world.services, token)).not.toBeNull();
  }
  world.pass(20);
  expect(await visitorOf(world.services, token)).toBeNull();
});

test("signing out ends the session wherever its cookie is, and is written once", async () => {
  const { token, visitor } = await signedIn(garcia);
  await Promise.all([signOut(world.services, visitor, desk), signOut(world.services, visitor, desk)]);
  expect(await visitorOf(world.services, token)).toBeNull();
  const lines = (await world.journal()).filter(({ kind }) => kind === "session.sign-out");
  expect(lines).toHaveLength(1);
});

test("signing in anew ends the session that the browser had, and makes another secret", async () => {
  const first = await signedIn(garcia);
  const second = await signedIn(hugo, first.visitor);
  expect(second.token).not.toBe(first.token);
  expect(await visitorOf(world.services, first.token)).toBeNull();
  expect(await visitorOf(world.services, second.token)).toMatchObject({ uid: "hugo.bernard" });
});

test("another secret opens no session", async () => {
  expect(await visitorOf(world.services, "A".repeat(43))).toBeNull();
});

test("a frozen session stays frozen until its own staff password is given", async () => {
  const { token, visitor } = await signedIn(garcia);
  await freezeSession(world.db, visitor.sessionId, today);
  expect(await visitorOf(world.services, token)).toMatchObject({ isFrozen: true });

  const confirm = (password: string) => confirmStaffPassword(world.services, { visitor, password, caller: desk });
  expect(await confirm("Horloge-64-Pivoine")).toEqual({ ok: false, reason: "wrong-password" });
  expect(await lastLine()).toMatchObject({ kind: "session.unfreeze", outcome: "refused", reason: "wrong-password" });
  expect(await visitorOf(world.services, token)).toMatchObject({ isFrozen: true });

  expect(await confirm(garcia.password)).toEqual({ ok: true });
  expect(await lastLine()).toMatchObject({ kind: "session.unfreeze", outcome: "succeeded", actor: "garcia-l" });
  expect(await visitorOf(world.services, token)).toMatchObject({ isFrozen: false, sessionId: visitor.sessionId });
});

test("the password that gives a frozen session back cannot be guessed at", async () => {
  const { token, visitor } = await signedIn({ username: "petit-s", password: "Pavillon-83-Orchidee" });
  await freezeSession(world.db, visitor.sessionId, today);
  const guess = (password: string) => confirmStaffPassword(world.services, { visitor, password, caller: desk });
  await Promise.all(Array.from({ length: 5 }, () => guess("wrong")));
  expect(await guess("Pavillon-83-Orchidee")).toMatchObject({ ok: false, reason: "too-many-tries" });
  expect(await lastLine()).toMatchObject({ kind: "session.unfreeze", outcome: "refused", reason: "too-many-tries" });
  expect(await visitorOf(world.services, token)).toMatchObject({ isFrozen: true });
});

test("once the right password is given, what failed before it counts no more", async () => {
  const { visitor } = await signedIn(garcia);
  const confirm = (password: string) => confirmStaffPassword(world.services, { visitor, password, caller: desk });
  for (let round = 0; round < 2; round++) {
    for (let time = 0; time < 4; time++) expect(await confirm("wrong")).toMatchObject({ reason: "wrong-password" });
    expect(await confirm(garcia.password)).toEqual({ ok: true });
  }
});

test("what a frozen session is refused is written once for each time that it freezes, whatever froze it twice", async () => {
  const { visitor } = await signedIn({ username: "morel-c", password: "Parchemin-15-Colline" });
  const refuse = () => recordRefusal(world.services, "frozen", visitor, desk);
  const told = async () =>
    (await world.journal()).filter(({ kind, actor }) => kind === "session.frozen" && actor === "morel-c").length;
  const freeze = () => freezeSession(world.db, visitor.sessionId, world.services.clock.now());
  await freeze();
  await refuse();
  world.pass(1);
  await freeze();
  await refuse();
  expect(await told()).toBe(1);
  await confirmStaffPassword(world.services, { visitor, password: "Parchemin-15-Colline", caller: desk });
  await freeze();
  await refuse();
  await refuse();
  expect(await told()).toBe(2);
});

test("a password that the directory is not asked about, short of its lock, is no failure of whoever tries", async () => {
  const services = nearLockout(world.services);
  const fabre = { username: "fabre-a", password: "Telescope-46-Bruyere" };
  const { visitor } = await signedIn(fabre);
  const signInAgain = () => signIn(services, { ...fabre, caller: desk, former: null });
  const confirm = () => confirmStaffPassword(services, { visitor, password: fabre.password, caller: desk });
  await fromOutside(services, fabre.username, "Faux-12-Mot");
  await signIn(services, { ...fabre, password: "Faux-12-Mot", caller: desk, former: null });
  const refused = { ok: false, reason: "too-many-tries", retryAt: new Date(today.getTime() + 15 * 60_000) };
  for (const gesture of [signInAgain, signInAgain, confirm, confirm]) {
    const start = performance.now();
    expect(await Promise.all([gesture(), gesture(), gesture()])).toEqual([refused, refused, refused]);
    expect(await lastLine()).toMatchObject({ outcome: "refused", reason: "near-lockout", subject: fabre.username });
    // As late as any other refusal.
    expect(performance.now() - start).toBeGreaterThanOrEqual(395);
  }
});

test("the directory being away is no failure of whoever tries", async () => {
  const away = {
    ...world.services,
    directory: { ...world.ldap.directory, findByLogin: () => Promise.reject(new Error("away")) },
  };
  const morel = { username: "morel-c", password: "Parchemin-15-Colline" };
  const { visitor } = await signedIn(morel);
  const confirm = (services = world.services) =>
    confirmStaffPassword(services, { visitor, password: morel.password, caller: desk });
  for (let tries = 0; tries < 8; tries += 1) {
    await expect(signIn(away, { ...morel, caller: desk, former: null })).rejects.toThrow("away");
    await expect(confirm(away)).rejects.toThrow("away");
  }
  expect((await attempt(morel)).ok).toBe(true);
  expect(await confirm()).toEqual({ ok: true });
});

test("a login that two entries claim lets nobody in, and the journal tells IT which", async () => {
  const directory = { ...world.ldap.directory, findByLogin: () => Promise.reject(new AmbiguousEntry()) };
  const twice = signIn({ ...world.services, directory }, { ...dupont, caller: desk, former: null });
  await expect(twice).rejects.toThrow(AmbiguousEntry);
  const line = { kind: "session.sign-in", outcome: "refused", reason: "ambiguous-entry", subject: "dupont-n" };
  expect(await lastLine()).toMatchObject(line);
});

test("who loses a role in the directory has lost it here within five minutes, and with the last one the session", async () => {
  const { token } = await signedIn({ username: "petit-s", password: "Pavillon-83-Orchidee" });
  const roles = async (differences: Partial<DirectoryPerson>) => {
    const directory = {
      ...world.ldap.directory,
      async findByLogin(login: string) {
        const person = await world.ldap.directory.findByLogin(login);
        return person && { ...person, ...differences };
      },
    };
    return (await visitorOf({ ...world.services, directory }, token))?.roles ?? null;
  };
  expect(await roles({ groups: [] })).toEqual(["staff", "student-life"]);
  world.pass(5);
  expect(await roles({ groups: [] })).toEqual(["staff"]);
  expect(await roles({})).toEqual(["staff"]);
  world.pass(5);
  expect(await roles({ state: "suspended" })).toBeNull();
  expect(await lastLine()).toMatchObject({ kind: "session.sign-out", reason: "no-role", subject: "petit-s" });
  expect(await roles({})).toBeNull();
});

test("whose account has closed since they signed in is out within five minutes; at once from several tabs, the journal says so once", async () => {
  const { token } = await signedIn({ username: "petit-s", password: "Pavillon-83-Orchidee" });
  const { directory } = world.ldap;
  const closed: typeof directory.findByLogin = async (login) => {
    const person = await directory.findByLogin(login);
    return person && { ...person, state: "inactive" };
  };
  const services = { ...world.services, directory: { ...directory, findByLogin: closed } };
  const before = (await world.journal()).length;
  world.pass(5);
  expect(await Promise.all([visitorOf(services, token), visitorOf(services, token)])).toEqual([null, null]);
  expect((await world.journal()).slice(before).map(({ reason }) => reason)).toEqual(["no-role"]);
});

test("a login that is somebody else’s by now gives nothing to the session of before", async () => {
  const { token } = await signedIn(garcia);
  const { directory } = world.ldap;
  const another = async (login: string) => {
    const person = await directory.findByLogin(login);
    return person && { ...person, uid: "garcia-l2" };
  };
  const services = { ...world.services, directory: { ...directory, findByLogin: another } };
  world.pass(5);
  expect(await visitorOf(services, token)).toBeNull();
});

test("while the directory does not answer, the roles that it gave last stand, and it is asked again after a minute", async () => {
  const { token } = await signedIn(garcia);
  let asked = 0;
  const directory = {
    ...world.ldap.directory,
    findByLogin() {
      asked++;
      return Promise.reject(new DirectoryUnavailable("away"));
    },
  };
  const roles = async () => (await visitorOf({ ...world.services, directory }, token))?.roles;
  world.pass(5);
  expect(await roles()).toEqual(["staff", "kiosk"]);
  expect(await roles()).toEqual(["staff", "kiosk"]);
  expect(asked).toBe(1);
  world.pass(1);
  expect(await roles()).toEqual(["staff", "kiosk"]);
  expect(asked).toBe(2);
});

test("staff whom the register learns of count as open from their first sign-in, and no later one changes that", async () => {
  await world.db.insert(students).values({
    ...{ population: "staff", identifier: "garcia-l", mail: "lucas.garcia@univ.example", givenName: "Lucas" },
    ...{ familyName: "Garcia", birthDate: "1980-03-04", componentCode: "SCO", componentName: "Scolarité" },
    enrolledOn: "2019-09-01",
  });
  await signedIn(garcia);
  expect(await world.student("garcia-l")).toMatchObject({ activatedAt: today });
  world.pass(1);
  await signedIn(garcia);
  expect(await world.student("garcia-l")).toMatchObject({ activatedAt: today });
});
