import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { deskPhones, deskResets } from "@/db/schema";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { endExpired } from "@/lib/desk-reset/end-expired";
import { completeOnPhone } from "@/lib/desk-reset/phone/complete-on-phone";
import { handToPhone } from "@/lib/desk-reset/phone/hand-to-phone";
import { openPhone } from "@/lib/desk-reset/phone/open-phone";
import { proveNumber } from "@/lib/desk-reset/phone/prove-number";
import { type Device, readPhone } from "@/lib/desk-reset/phone/read-phone";
import { takeBack } from "@/lib/desk-reset/phone/take-back";
import type { Caller } from "@/lib/network/caller";
import { deleteResetsBefore } from "@/lib/retention/queries";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import { signOut } from "@/lib/session/sign-out";
import { chosen, type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

let world: Desk;
let garcia: Staff;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());
beforeEach(async () => {
  garcia = await world.signedIn("garcia-l");
});
afterEach(async () => {
  world.setNow(today);
  await world.setEntry("hugo.bernard", { password: "Cerisier-42-Volcan" });
  await world.setCard("E2500104", { state: "in-force" });
});

const mobile: Caller = { address: "203.0.113.9", network: null, isInternal: false, requestId: "phone" };
const staffOf = ({ visitor }: Staff, id: string) => ({ visitor, caller: desk, id });

/** What the desk's screen shows. */
async function onScreen() {
  const state = await world.state(garcia);
  if (state.kind !== "phone") throw new Error(`the screen shows ${state.kind}`);
  return state.code;
}

/** A browser that followed the code on the screen. */
async function scanned(): Promise<Device> {
  const code = await onScreen();
  if (code.step !== "unopened") throw new Error(`the screen shows ${code.step}`);
  const link = new URL(code.link);
  expect(link.origin + link.pathname).toBe("https://compte.univ.example/telephone/lien");
  return { token: link.searchParams.get("jeton") ?? "", device: newToken() };
}

const open = (held: Device) => openPhone(world.services, { ...held, caller: mobile });
const standing = async (held: Device) => (await readPhone(world.services, held)).standing;
const type = (held: Device, typed: string) => proveNumber(world.services, { ...held, caller: mobile, typed });
const send = (held: Device, newPassword = chosen, services = world.services) =>
  completeOnPhone(services, {
    ...held,
    caller: mobile,
    typed: { newPassword, newPasswordConfirmation: newPassword },
    locale: "fr",
  });

async function number(): Promise<string> {
  const code = await onScreen();
  if (code.step !== "number") throw new Error(`the screen shows ${code.step}`);
  return code.number;
}
const wrong = async () => String((Number(await number()) + 1) % 1_000).padStart(3, "0");

async function handedToPhone(): Promise<string> {
  const id = await world.opened(garcia, "E2500104", "page");
  expect(await handToPhone(world.services, staffOf(garcia, id))).toEqual({ ok: true });
  return id;
}

/** A phone that typed the number, and has the two fields. */
async function proven(): Promise<{ id: string; held: Device }> {
  const id = await handedToPhone();
  const held = await scanned();
  await open(held);
  expect(await type(held, await number())).toEqual({ ok: true });
  return { id, held };
}

test("from the code to the password: the screen follows, the student's password opens, and both networks are on record", async () => {
  const id = await handedToPhone();
  const held = await scanned();
  expect(held.token).toMatch(/^[\w-]{43}$/);
  expect(await standing(held)).toBe("unopened");
  const lines = await world.linesOf(async () => {
    await open(held);
    expect(await standing(held)).toBe("number");
    expect(await type(held, await number())).toEqual({ ok: true });
    expect(await onScreen()).toEqual({ step: "password" });
    expect(await send(held)).toEqual({ ok: true });
  });
  expect(lines).toEqual([
    "desk-reset.phone succeeded",
    "desk-reset.phone.number succeeded",
    "desk-reset.password begun",
    "desk-reset.password succeeded",
  ]);
  expect(await standing(held)).toBe("done");
  expect(await world.stateOf(id)).toBe("completed");
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
  const done = { ending: "completed", student: { givenName: "Hugo" }, isOnPhone: true };
  expect(await world.state(garcia)).toMatchObject({ kind: "card", last: done });

  expect((await world.journal()).at(-1)).toMatchObject({
    actor: "garcia-l",
    subject: "hugo.bernard@etu.univ.example",
    address: "203.0.113.9",
    network: null,
    details: { card: "E2500104", phone: true, deskAddress: "10.1.2.3", deskNetwork: "filaire" },
  });
  const [mail] = await world.mailsTo("hugo.bernard@etu.univ.example");
  expect(mail?.text).toMatch(/filaire[\s\S]*Lucas Garcia[\s\S]*sur votre téléphone/);
  const kept = JSON.stringify([await world.journal(), await world.mails(), await world.db.select().from(deskPhones)]);
  for (const secret of [held.token, held.device, chosen]) expect(kept).not.toContain(secret);
});

test("the staff session is not frozen, and the number is on the screen only once the code is not", async () => {
  await handedToPhone();
  expect((await world.seenAgain(garcia)).visitor.isFrozen).toBe(false);
  const before = await onScreen();
  expect(before).not.toHaveProperty("number");
  expect(await onScreen()).toEqual(before);
  await open(await scanned());
  expect(await onScreen()).toEqual({ step: "number", number: expect.stringMatching(/^\d{3}$/), wrongTries: 0 });
});

test("looking takes nothing: a preview that followed the link keeps nobody out", async () => {
  await handedToPhone();
  const [preview, student] = [await scanned(), await scanned()];
  expect(await standing(preview)).toBe("unopened");
  await open(student);
  expect([await standing(preview), await standing(student)]).toEqual(["elsewhere", "number"]);
});

test("of two devices at once one has it; the other is told, and neither the number nor a password of its own does anything", async () => {
  const id = await handedToPhone();
  const devices = [await scanned(), await scanned()];
  const lines = await world.linesOf(() => Promise.all(devices.map(open)));
  expect(lines.sort()).toEqual(["desk-reset.phone refused opened-elsewhere", "desk-reset.phone succeeded"]);
  const [owner, other] = (await standing(devices[0] as Device)) === "number" ? devices : devices.reverse();
  if (!owner || !other) throw new Error("there were two");
  expect(await standing(other)).toBe("elsewhere");
  await open(other);
  expect([await standing(owner), await standing(other)]).toEqual(["number", "elsewhere"]);
  expect(await type(other, await number())).toEqual({ ok: false, reason: "not-due" });
  expect(await type(owner, await number())).toEqual({ ok: true });
  expect(await send(other)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.stateOf(id)).toBe("handed-over");
  expect(await send(owner)).toEqual({ ok: true });
  expect(await standing(other)).toBe("over");
});

test("a double click, on each button, is one: the same device stays where it was", async () => {
  await handedToPhone();
  const held = await scanned();
  const lines = await world.linesOf(async () => {
    await Promise.all([open(held), open(held)]);
    const typed = await number();
    expect(await Promise.all([type(held, typed), type(held, typed)])).toEqual([{ ok: true }, { ok: true }]);
    const sent = await Promise.all([send(held), send(held)]);
    expect(sent).toContainEqual({ ok: true });
    expect(sent).toContainEqual({ ok: false, reason: "over" });
  });
  expect(lines).toEqual([
    "desk-reset.phone succeeded",
    "desk-reset.phone.number succeeded",
    "desk-reset.password begun",
    "desk-reset.password succeeded",
  ]);
  expect(await standing(held)).toBe("done");
});

test("no password before the number, and three wrong ones end the code, however many are typed at once", async () => {
  const id = await handedToPhone();
  const held = await scanned();
  expect(await type(held, "123")).toEqual({ ok: false, reason: "not-due" });
  expect(await send(held)).toEqual({ ok: false, reason: "not-found" });
  await open(held);
  expect(await send(held)).toEqual({ ok: false, reason: "not-found" });
  const [right, bad] = [await number(), await wrong()];
  expect(await type(held, bad)).toEqual({ ok: false, reason: "wrong-number", left: 2 });
  expect(await onScreen()).toMatchObject({ step: "number", wrongTries: 1 });
  const lines = await world.linesOf(async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => type(held, bad)));
    expect(outcomes.filter((one) => !one.ok && one.reason === "wrong-number")).toHaveLength(2);
  });
  expect(lines).toEqual(Array(2).fill("desk-reset.phone.number refused wrong-number"));
  expect(await type(held, right)).toEqual({ ok: false, reason: "not-due" });
  expect(await standing(held)).toBe("over");
  expect(await world.state(garcia)).toMatchObject({ kind: "check", reset: { id }, taken: "wrong-number" });
});

test("while another password of the student is on its way no number is judged, so that none is tried more than three times", async () => {
  const id = await handedToPhone();
  const held = await scanned();
  await open(held);
  const [right, bad] = [await number(), await wrong()];
  const claimed = (claimedUntil: Date | null) =>
    world.db.update(deskResets).set({ claimedUntil }).where(eq(deskResets.id, id));
  await claimed(new Date(today.getTime() + 20_000));
  for (const typed of [bad, bad, bad, right]) expect(await type(held, typed)).toEqual({ ok: false, reason: "not-due" });
  await claimed(null);
  expect(await onScreen()).toMatchObject({ step: "number", wrongTries: 0 });
  expect(await type(held, right)).toEqual({ ok: true });
});

test("taken back, the code is worth nothing, the name is asked about again, and another code or the screen goes on", async () => {
  const { id, held } = await proven();
  const lines = await world.linesOf(async () => {
    await takeBack(world.services, staffOf(garcia, id));
    await takeBack(world.services, staffOf(garcia, id));
  });
  expect(lines).toEqual(["desk-reset.take-back succeeded"]);
  expect(await world.state(garcia)).toMatchObject({ kind: "check", reset: { id }, taken: "revoked" });
  expect(await standing(held)).toBe("over");
  expect(await send(held)).toEqual({ ok: false, reason: "not-found" });

  expect(await handToPhone(world.services, staffOf(garcia, id))).toEqual({ ok: true });
  expect((await scanned()).token).not.toBe(held.token);
  expect(await standing(held)).toBe("over");
  await takeBack(world.services, staffOf(garcia, id));
  expect(await world.handOver(garcia, id)).toEqual({ ok: true });
  const frozen = await world.seenAgain(garcia);
  expect(frozen.visitor.isFrozen).toBe(true);
  expect(await world.state(frozen)).toMatchObject({ kind: "panel" });
  await takeBack(world.services, staffOf(garcia, id));
  expect(await world.state(frozen)).toMatchObject({ kind: "panel" });
  expect(await world.complete(frozen, id)).toEqual({ ok: true });
});

test("what a phone has done is not taken back", async () => {
  const { id, held } = await proven();
  expect(await send(held)).toEqual({ ok: true });
  expect(await world.linesOf(() => takeBack(world.services, staffOf(garcia, id)))).toEqual([]);
  expect(await world.stateOf(id)).toBe("completed");
  expect(await standing(held)).toBe("done");
});

test("while a phone has it, the desk types nothing, by page or by API; nobody else takes it back", async () => {
  const { id } = await proven();
  expect(await world.complete(garcia, id)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.handOver(garcia, id)).toEqual({ ok: false, reason: "over" });
  expect(await handToPhone(world.services, staffOf(garcia, id))).toEqual({ ok: false, reason: "over" });
  const petit = await world.signedIn("petit-s");
  await takeBack(world.services, staffOf(petit, id));
  expect(await handToPhone(world.services, staffOf(petit, id))).toEqual({ ok: false, reason: "not-found" });
  expect(await onScreen()).toEqual({ step: "password" });
});

test("one card at a time is handed over by a session, to a screen or to a phone, from two windows too", async () => {
  const first = await handedToPhone();
  const second = await world.opened(garcia, "E2500105", "page");
  expect(await world.handOver(garcia, second)).toEqual({ ok: false, reason: "over" });
  expect((await world.seenAgain(garcia)).visitor.isFrozen).toBe(false);
  await takeBack(world.services, staffOf(garcia, first));
  const both = await Promise.all([handToPhone(world.services, staffOf(garcia, second)), world.handOver(garcia, first)]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test("after five minutes it is over on the phone and at the desk, and nothing has changed", async () => {
  const { id, held } = await proven();
  world.pass(5);
  expect(await standing(held)).toBe("over");
  expect(await send(held)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.linesOf(() => takeBack(world.services, staffOf(garcia, id)))).toEqual([]);
  expect(await endExpired(world.services)).toBeGreaterThan(0);
  expect(await world.stateOf(id)).toBe("expired");
  expect(await world.state(garcia)).toMatchObject({ kind: "card", last: { ending: "expired" } });
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
});

test("whoever signs out takes back what they handed over; a card put down ends it too", async () => {
  const signedOut = await proven();
  await signOut(world.services, garcia.visitor, desk);
  expect(await standing(signedOut.held)).toBe("over");
  expect(await send(signedOut.held)).toEqual({ ok: false, reason: "not-found" });
  garcia = await world.signedIn("garcia-l");
  const { id, held } = await proven();
  await cancelReset(world.services, staffOf(garcia, id));
  expect(await standing(held)).toBe("over");
});

test("card, student and role are asked again, and a rule that is broken is told: another try is good", async () => {
  const { held } = await proven();
  expect(await send(held, "hugo$")).toMatchObject({ ok: false, reason: "not-acceptable" });
  await world.setCard("E2500104", { state: "lost" });
  expect(await send(held)).toMatchObject({ ok: false, reason: "card-not-in-force" });
  await world.setCard("E2500104", { state: "in-force" });
  const directory = {
    ...world.ldap.directory,
    findByLogin: async (login: string) => {
      const person = await world.ldap.directory.findByLogin(login);
      return person && { ...person, affiliations: ["retired"], groups: [] };
    },
  };
  expect(await send(held, chosen, { ...world.services, directory })).toEqual({ ok: false, reason: "no-desk-role" });
  expect(await send(held)).toEqual({ ok: true });
});

test("taken back while the phone sends, before the password leaves: it does not, and the name is shown again", async () => {
  const { id, held } = await proven();
  const directory = {
    ...world.ldap.directory,
    async findByIdentifier(identifier: string) {
      await takeBack(world.services, staffOf(garcia, id));
      return world.ldap.directory.findByIdentifier(identifier);
    },
  };
  expect(await send(held, chosen, { ...world.services, directory })).toEqual({ ok: false, reason: "over" });
  expect(await world.state(garcia)).toMatchObject({ kind: "check", reset: { id }, taken: "revoked" });
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
});

test("taken back while the phone sends, once the password has left: it is not stopped, and the desk is told that it changed", async () => {
  const { id, held } = await proven();
  const directory: typeof world.ldap.directory = {
    ...world.ldap.directory,
    async setPassword(person, password) {
      await takeBack(world.services, staffOf(garcia, id));
      expect(await onScreen()).toEqual({ step: "password" });
      return world.ldap.directory.setPassword(person, password);
    },
  };
  expect(await send(held, chosen, { ...world.services, directory })).toEqual({ ok: true });
  expect(await world.state(garcia)).toMatchObject({ kind: "card", last: { ending: "completed" } });
});

test("the phone sends while the desk takes the reset back and its student types there: one of the two holds, and each is told the truth", async () => {
  for (let turn = 0; turn < 8; turn++) {
    garcia = await world.signedIn("garcia-l");
    const { id, held } = await proven();
    const atDesk = async () => {
      await takeBack(world.services, staffOf(garcia, id));
      const handed = await world.handOver(garcia, id);
      return handed.ok ? world.complete(await world.seenAgain(garcia), id, "Falaise-88-Mouette") : handed;
    };
    const [sent, typed] = await Promise.all([send(held, chosen), atDesk()]);
    expect([sent.ok, typed.ok].sort()).toEqual([false, true]);
    expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(sent.ok);
    expect(await world.ldap.canBind("hugo.bernard", "Falaise-88-Mouette")).toBe(typed.ok);
    const [row] = await world.db.select().from(deskResets).where(eq(deskResets.id, id));
    expect(row).toMatchObject({ state: "completed" });
    expect(row?.phoneId !== null).toBe(sent.ok);
  }
}, 60_000);

test("a code that is none of ours opens nothing", async () => {
  await handedToPhone();
  const held = { token: newToken(), device: newToken() };
  await open(held);
  expect(await standing(held)).toBe("over");
  expect(await type(held, "000")).toEqual({ ok: false, reason: "not-due" });
  expect(await send(held)).toEqual({ ok: false, reason: "not-found" });
});

test("a code goes with its reset, once traces are erased", async () => {
  const { id } = await proven();
  world.pass(6);
  await endExpired(world.services);
  world.pass(6);
  await deleteResetsBefore(world.db, world.services.clock.now());
  expect(await world.stateOf(id)).toBeUndefined();
  expect(await world.db.select().from(deskPhones).where(eq(deskPhones.resetId, id))).toEqual([]);
});

test("the database refuses a phone of another reset, a fourth try, and a number proven by nobody's device", async () => {
  const { id } = await proven();
  const [phone] = await world.db.select().from(deskPhones).where(eq(deskPhones.resetId, id));
  const other = await world.opened(await world.signedIn("petit-s"), "E2500105", "page");
  const stolen = world.db.update(deskResets).set({ phoneId: phone?.id, state: "handed-over" });
  await expect(stolen.where(eq(deskResets.id, other))).rejects.toThrow();
  const change = (values: Partial<typeof deskPhones.$inferInsert>) =>
    world.db.update(deskPhones).set(values).where(eq(deskPhones.resetId, id));
  await expect(change({ wrongTries: 4 })).rejects.toThrow();
  await expect(change({ wrongTries: 3 })).rejects.toThrow();
  await expect(change({ deviceHash: null, openedAt: null })).rejects.toThrow();
  await expect(change({ tokenHash: hashToken("x"), endedAt: today })).rejects.toThrow();
});
