import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readLink } from "@/lib/forgotten-password/read-link";
import { signIn } from "@/lib/session/sign-in";
import { visitorOf } from "@/lib/session/visitor-of";
import { chosen } from "@/tests/support/desk";
import { caller } from "@/tests/support/first-connections";
import { hugo, hugosMail, hugosPassword as old } from "@/tests/support/forgotten-passwords";
import { held, watched } from "@/tests/support/held";
import { fromOutside, nearLockout } from "@/tests/support/near-lockout";
import { type OwnAccounts, startOwnAccounts } from "@/tests/support/own-accounts";

const other = "Falaise-88-Mouette";

let world: OwnAccounts;
beforeAll(async () => {
  world = await startOwnAccounts();
});
afterAll(() => world.close());
afterEach(() => world.begunAgain());

const told = async () => (await world.mails()).filter(({ kind }) => kind === "password-changed");

test("with the old one the new password opens Hugo's account, he is told at both addresses, and the journal holds neither password", async () => {
  const browser = await world.inAs();
  const lines = await world.linesOf(async () => {
    expect(await world.change(browser, chosen)).toEqual({ ok: true });
  });
  expect(lines).toEqual(["own-account.password begun", "own-account.password succeeded"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(false);
  const mails = await told();
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual([hugo, hugosMail]);
  const journal = await world.journal();
  const [begun, succeeded] = journal.slice(-2);
  expect(begun?.operationId).toBe(succeeded?.operationId);
  expect(succeeded).toMatchObject({ actor: "hugo.bernard", subject: hugo, address: caller.address });
  for (const secret of [old, chosen]) expect(JSON.stringify([journal, mails])).not.toContain(secret);
});

test("the session in hand stays, the others end, and so do the links that were mailed", async () => {
  const [inHand, elsewhere] = [await world.inAs(), await world.inAs()];
  const link = await world.mailed();
  expect(await world.change(inHand, chosen)).toEqual({ ok: true });
  expect(await visitorOf(world.services, inHand.token)).not.toBeNull();
  expect(await visitorOf(world.services, elsewhere.token)).toBeNull();
  expect(await readLink(world.services, link)).toEqual({ state: "over" });
});

test("with a wrong old password nothing changes, nobody is told, and another try is good", async () => {
  const browser = await world.inAs();
  const before = (await told()).length;
  const lines = await world.linesOf(async () => {
    expect(await world.change(browser, chosen, other)).toEqual({ ok: false, reason: "wrong-password" });
  });
  expect(lines).toEqual(["own-account.password begun", "own-account.password refused wrong-password"]);
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
  expect((await told()).length).toBe(before);
  expect(await world.change(browser, chosen)).toEqual({ ok: true });
});

test("with the new password the directory counts failures from nothing again, and so do we", async () => {
  const services = nearLockout(world.services);
  const browser = await signIn(services, { username: hugo, password: old, caller, former: null });
  if (!browser.ok) throw new Error(browser.reason);
  await fromOutside(services, hugo, "Faux-12-Mot");
  expect(await fromOutside(services, hugo, old)).toMatchObject({ reason: "too-many-tries" });
  expect(await world.change(browser, chosen, old, services)).toEqual({ ok: true });
  expect(await fromOutside(services, hugo, chosen)).toMatchObject({ ok: true });
});

test("whoever found the screen open and guesses the old password waits after five tries, even with the right one", async () => {
  const browser = await world.inAs();
  for (let time = 0; time < 5; time++) await world.change(browser, chosen, `${other}${time}`);
  expect(await world.change(browser, chosen)).toMatchObject({ ok: false, reason: "too-many-tries" });
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
});

test("an old password that was left empty spends no try", async () => {
  const browser = await world.inAs();
  for (let time = 0; time < 6; time++) {
    expect(await world.change(browser, chosen, "")).toEqual({ ok: false, reason: "current-missing" });
  }
  expect(await world.change(browser, chosen)).toEqual({ ok: true });
});

test("every rule that is broken is told before a try at the old one is spent, and so is a password that changes nothing", async () => {
  const browser = await world.inAs();
  const lines = await world.linesOf(async () => {
    expect(await world.change(browser, "Lacet-2500104-vert", other)).toMatchObject({
      violations: [{ code: "personal-data" }],
    });
    expect(await world.change(browser, old)).toEqual({ ok: false, reason: "same-password" });
  });
  expect(lines).toEqual(["own-account.password refused personal-data", "own-account.password refused same-password"]);
});

test("what the directory's own policy refuses is told as such, and another try is good", async () => {
  const browser = await world.inAs();
  const { directory } = world.services;
  const strict = { ...world.services, directory: { ...directory, setPassword: async () => refusedByPolicy } };
  for (let tries = 0; tries < 6; tries++) {
    expect(await world.change(browser, chosen, old, strict)).toMatchObject({
      violations: [{ code: "refused-by-directory", reason: "quality" }],
    });
  }
  expect(await world.change(browser, chosen)).toEqual({ ok: true });
});
const refusedByPolicy = { ok: false, reason: "quality" } as const;

test.each(["authenticate", "setPassword"] as const)(
  "with the directory away at %s nothing is lost: another try is good",
  async (call) => {
    const browser = await world.inAs();
    const { directory } = world.services;
    const away = {
      ...world.services,
      directory: { ...directory, [call]: () => Promise.reject(new Error("away")) },
    };
    const lines = await world.linesOf(() => expect(world.change(browser, chosen, old, away)).rejects.toThrow("away"));
    expect(lines).toEqual(["own-account.password begun", "own-account.password failed unavailable"]);
    // Nor is it a failure of whoever tries.
    for (let tries = 0; tries < 5; tries++)
      await expect(world.change(browser, chosen, old, away)).rejects.toThrow("away");
    expect(await world.change(browser, chosen)).toEqual({ ok: true });
  },
);

test("suspended since the sign-in: the old password changes nothing", async () => {
  const browser = await world.inAs();
  await world.setEntry("hugo.bernard", { password: old, state: "suspended" });
  expect((await world.change(browser, chosen)).ok).toBe(false);
});

test("an account whose state cannot be read is not changed, even by the right password", async () => {
  const browser = await world.inAs();
  const { directory } = world.services;
  const unreadable = async (login: string) => {
    const person = await directory.findByLogin(login);
    return person && ({ ...person, state: "unknown" } as const);
  };
  const services = { ...world.services, directory: { ...directory, findByLogin: unreadable } };
  expect(await world.change(browser, chosen, old, services)).toEqual({ ok: false, reason: "inactive" });
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
});

test("a double click: both are told that it is done, the second writes nothing, and Hugo is told once", async () => {
  const browser = await world.inAs();
  const before = (await told()).length;
  const { services, letGo, isThere } = held(world.services);
  const first = world.change(browser, chosen, old, services);
  await isThere;
  const second = world.change(browser, chosen);
  letGo();
  expect([await first, await second]).toEqual([{ ok: true }, { ok: true }]);
  expect((await told()).length - before).toBe(2);
});

test("a second click that came before the first was over is told that it is done, however late its turn; a later one, that its old password is wrong", async () => {
  const browser = await world.inAs();
  const { clock } = world.services;
  const cameAt = clock.now();
  expect(await world.change(browser, chosen)).toEqual({ ok: true });
  const readings = [cameAt];
  const late = { ...world.services, clock: { now: () => readings.shift() ?? clock.now() } };
  expect(await world.change(browser, chosen, old, late)).toEqual({ ok: true });
  const afterwards = { ...world.services, clock: { now: () => new Date(clock.now().getTime() + 1_000) } };
  expect(await world.change(browser, chosen, old, afterwards)).toEqual({ ok: false, reason: "wrong-password" });
});

test("two windows that choose two passwords: the second waits, and its old password is old no more", async () => {
  const browser = await world.inAs();
  const { services, letGo, isThere } = held(world.services);
  const first = world.change(browser, chosen, old, services);
  await isThere;
  const second = world.change(browser, other);
  letGo();
  expect(await first).toEqual({ ok: true });
  expect(await second).toEqual({ ok: false, reason: "wrong-password" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a change while a link's password is on its way waits, and the old password proves nothing any more", async () => {
  const browser = await world.inAs();
  const token = await world.mailed();
  const { services, letGo, isThere } = held(world.services);
  const byLink = world.set(token, other, services);
  await isThere;
  const change = world.change(browser, chosen);
  letGo();
  expect(await byLink).toEqual({ ok: true });
  expect(await change).toEqual({ ok: false, reason: "wrong-password" });
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
});

test("a link while a change is on its way waits, and is told that it is over", async () => {
  const browser = await world.inAs();
  const token = await world.mailed();
  const { services, letGo, isThere } = held(world.services);
  const change = world.change(browser, chosen, old, services);
  await isThere;
  const byLink = world.set(token, other);
  letGo();
  expect(await change).toEqual({ ok: true });
  expect(await byLink).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a change while the desk's password is on its way waits, and the old password proves nothing any more", async () => {
  const [browser, garcia] = [await world.inAs(), await world.signedIn("garcia-l")];
  const id = await world.opened(garcia, "E2500104");
  const { services, letGo, isThere } = held(world.services);
  const atDesk = world.complete(garcia, id, other, services);
  await isThere;
  const change = world.change(browser, chosen);
  letGo();
  expect(await atDesk).toEqual({ ok: true });
  expect(await change).toEqual({ ok: false, reason: "wrong-password" });
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
});

test("the desk while a change is on its way waits, then sets its own: the card has the last word", async () => {
  const [browser, garcia] = [await world.inAs(), await world.signedIn("garcia-l")];
  const id = await world.opened(garcia, "E2500104");
  const { services, letGo, isThere } = held(world.services);
  const change = world.change(browser, chosen, old, services);
  await isThere;
  const waiting = watched(world.services);
  const lines = await world.linesOf(async () => {
    const atDesk = world.complete(garcia, id, other, waiting.services);
    await expect.poll(waiting.reads).toBeGreaterThan(5);
    letGo();
    expect(await change).toEqual({ ok: true });
    expect(await atDesk).toEqual({ ok: true });
  });
  expect(lines).toEqual([
    "own-account.password succeeded",
    "desk-reset.password begun",
    "desk-reset.password succeeded",
  ]);
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
  expect(await visitorOf(world.services, browser.token)).toBeNull();
});
