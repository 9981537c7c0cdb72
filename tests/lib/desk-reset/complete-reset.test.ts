import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { outgoingMails, sessions } from "@/db/schema";
import { closeInterrupted } from "@/lib/audit/close-interrupted";
import type { Directory } from "@/lib/directory/directory";
import { signIn } from "@/lib/session/sign-in";
import { visitorOf } from "@/lib/session/visitor-of";
import { countReset } from "@/lib/throttle/desk";
import { chosen, type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";
import { held, stopping, watched } from "@/tests/support/held";
import { losingAnswer } from "@/tests/support/lost-answers";
import { fromOutside, nearLockout } from "@/tests/support/near-lockout";

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

const withDirectory = (differences: Partial<Directory>) => ({
  ...world.services,
  directory: { ...world.ldap.directory, ...differences },
});

test("the student's password opens their session, the old one does not, the student is told at both addresses, and the journal holds all but the password", async () => {
  const id = await world.opened(garcia, "E2500104");
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id)).toEqual({ ok: true });
  });
  expect(lines).toEqual(["desk-reset.password begun", "desk-reset.password succeeded"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
  expect(await world.stateOf(id)).toBe("completed");

  const mails = await world.db.select().from(outgoingMails).where(eq(outgoingMails.kind, "password-reset"));
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
    "hugo.bernard@etu.univ.example",
    "hugo.bernard@mail.example",
  ]);
  for (const { text } of mails) {
    expect(text).toContain("Lucas Garcia");
    expect(text).toContain("filaire");
    expect(text).toContain("12\u00a0novembre 2026 à 12\u00a0h\u00a000");
    expect(text).not.toContain("/mon-compte");
  }
  const [begun, succeeded] = (await world.journal()).slice(-2);
  expect(begun?.operationId).toBe(succeeded?.operationId);
  expect(succeeded).toMatchObject({
    actor: "garcia-l",
    subject: "hugo.bernard@etu.univ.example",
    network: "filaire",
    details: { card: "E2500104" },
  });
  expect(JSON.stringify([await world.journal(), mails])).not.toContain(chosen);
});

test("a student without a recovery address reads in the mail where to give one", async () => {
  const garcia = await world.signedIn("garcia-l");
  expect(await world.complete(garcia, await world.opened(garcia, "E2500105"))).toEqual({ ok: true });
  const told = (await world.mails()).filter(({ recipient }) => recipient === "lea.moreau@etu.univ.example");
  expect(told.at(-1)?.text).toMatch(/mail de secours[^\n]*\n\n[^\n]*\n\S+\/mon-compte\n/);
});

test("whoever was signed in as the student is so no more, anywhere; nobody else is signed out", async () => {
  const signIns = [desk, { ...desk, address: "192.0.2.7", isInternal: false }].map((caller) =>
    signIn(world.services, {
      username: "hugo.bernard@etu.univ.example",
      password: "Cerisier-42-Volcan",
      caller,
      former: null,
    }),
  );
  const tokens = (await Promise.all(signIns)).map((outcome) => (outcome.ok ? outcome.token : ""));
  const seen = () => Promise.all(tokens.map((token) => visitorOf(world.services, token)));
  expect(await seen()).toEqual(tokens.map(() => expect.objectContaining({ uid: "hugo.bernard" })));

  const id = await world.opened(garcia, "E2500104");
  expect(await world.complete(garcia, id, "hugo$")).toMatchObject({ ok: false });
  expect(await seen()).not.toContain(null);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
  expect(await seen()).toEqual([null, null]);
  expect(await visitorOf(world.services, garcia.token)).toMatchObject({ login: "garcia-l" });
});

test("our own tables away once the directory took it: whoever tries again need not wait, and the student is told once", async () => {
  const id = await world.opened(garcia, "E2500104");
  const told = async () => (await world.mails()).filter(({ kind }) => kind === "password-reset").length;
  const before = await told();
  await world.db.execute(
    sql`alter table outgoing_mails add constraint full_outbox check (kind <> 'password-reset') not valid`,
  );
  const first = world
    .complete(garcia, id)
    .finally(() => world.db.execute(sql`alter table outgoing_mails drop constraint full_outbox`));
  await expect(first).rejects.toThrow();
  expect(await told()).toBe(before);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
  expect(await told()).toBe(before + 2);
  const closed = await world.linesOf(() => closeInterrupted(world.services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["desk-reset.password interrupted never-ended"]);
});

test("completed twice, one after the other: the second is told that it is over, and changes nothing", async () => {
  const id = await world.opened(garcia, "E2500104");
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id, "Falaise-88-Mouette")).toEqual({ ok: false, reason: "over" });
  });
  expect(lines).toEqual(["desk-reset.password refused over"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("completed ten times at once: one effect, one mail an address, and nine that are told it is over", async () => {
  const id = await world.opened(garcia, "E2500104");
  const before = (await world.mails()).length;
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.complete(garcia, id)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "over")).toHaveLength(9);
  expect((await world.mails()).length - before).toBe(2);
  const journal = await world.journal();
  const operation = journal.findLast(({ outcome }) => outcome === "begun")?.operationId;
  expect(journal.filter(({ operationId }) => operationId === operation).map(({ outcome }) => outcome)).toEqual([
    "begun",
    "succeeded",
  ]);
});

test("every rule that is broken is told, the directory is not touched, and another try is good", async () => {
  const id = await world.opened(garcia, "E2500104");
  const codes = ["too-short", "no-digit", "forbidden-character", "dictionary-word", "personal-data"];
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id, "hugo$")).toEqual({
      ok: false,
      reason: "not-acceptable",
      violations: codes.map((code) => ({ field: "newPassword", code })),
    });
  });
  expect(lines).toEqual([`desk-reset.password refused ${codes.join(" ")}`]);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
});

test("a number of any card that the student ever had is personal data", async () => {
  const id = await world.opened(garcia, "E2500110");
  expect(await world.complete(garcia, id, "Lacet-2500109-vert")).toMatchObject({
    violations: [{ field: "newPassword", code: "personal-data" }],
  });
});

test("what the directory's own policy refuses is told as such, and another try is good", async () => {
  const id = await world.opened(garcia, "E2500104");
  const strict = withDirectory({ setPassword: async () => ({ ok: false, reason: "quality" }) });
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id, chosen, strict)).toEqual({
      ok: false,
      reason: "not-acceptable",
      violations: [{ field: "newPassword", code: "refused-by-directory", reason: "quality" }],
    });
  });
  expect(lines).toEqual(["desk-reset.password begun", "desk-reset.password refused quality"]);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
});

test("with the directory away nothing is lost: the journal says that it failed, and another try is good", async () => {
  const id = await world.opened(garcia, "E2500104");
  const away = withDirectory({ setPassword: () => Promise.reject(new Error("away")) });
  const lines = await world.linesOf(() => expect(world.complete(garcia, id, chosen, away)).rejects.toThrow("away"));
  expect(lines).toEqual(["desk-reset.password begun", "desk-reset.password failed unavailable"]);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
});

test("the answer to the password gets lost, and the directory says that it opens the account: done, and everyone is told", async () => {
  const id = await world.opened(garcia, "E2500104");
  const before = (await world.mails()).length;
  const { directory, breaks } = await losingAnswer(world.ldap);
  const lines = await world.linesOf(async () => {
    const completing = world.complete(garcia, id, chosen, { ...world.services, directory });
    await breaks("hugo.bernard", chosen);
    expect(await completing).toEqual({ ok: true });
  });
  expect(lines).toEqual(["desk-reset.password begun", "desk-reset.password succeeded"]);
  expect((await world.mails()).length - before).toBe(2);
});

test("the answer gets lost, and the directory with it: the journal does not say that it failed, and another try is good at once", async () => {
  await closeInterrupted(world.services, new Date(today.getTime() + 1));
  const id = await world.opened(garcia, "E2500104");
  const { directory, goesAway } = await losingAnswer(world.ldap);
  const lines = await world.linesOf(async () => {
    const completing = world.complete(garcia, id, chosen, { ...world.services, directory });
    const refused = expect(completing).rejects.toMatchObject({ dependency: "directory" });
    await goesAway("hugo.bernard", chosen);
    await refused;
  });
  expect(lines).toEqual(["desk-reset.password begun"]);
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
  const closed = await world.linesOf(() => closeInterrupted(world.services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["desk-reset.password interrupted never-ended"]);
});

test("after five minutes it is over, with a line that says so, and the password is what it was", async () => {
  const id = await world.opened(garcia, "E2500104");
  world.pass(5);
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id)).toEqual({ ok: false, reason: "over" });
  });
  expect(lines).toEqual(["desk-reset.end succeeded expired", "desk-reset.password refused over"]);
  expect(await world.stateOf(id)).toBe("expired");
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
});

test("over while another try is on its way: once the directory has refused that one, nothing more is tried", async () => {
  const id = await world.opened(garcia, "E2500104");
  world.setNow(new Date(today.getTime() + 299_000));
  const first = held(withDirectory({ setPassword: async () => ({ ok: false, reason: "quality" }) }));
  const trying = world.complete(garcia, id, "Colline-25-Tambour", first.services);
  await first.isThere;
  world.setNow(new Date(today.getTime() + 301_000));
  const waiting = watched(world.services);
  const again = world.complete(garcia, id, chosen, waiting.services);
  await expect.poll(waiting.reads).toBeGreaterThan(10);
  first.letGo();
  expect(await trying).toMatchObject({ ok: false, reason: "not-acceptable" });
  expect(await again).toEqual({ ok: false, reason: "over" });
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
});

test("a try that the directory answers once its claim is over leaves the claim of the next one: a third still waits", async () => {
  const id = await world.opened(garcia, "E2500104");
  const first = held(withDirectory({ setPassword: async () => ({ ok: false, reason: "quality" }) }));
  const late = world.complete(garcia, id, "Colline-25-Tambour", first.services);
  await first.isThere;
  world.setNow(new Date(today.getTime() + 21_000));
  const second = held(world.services);
  const underWay = world.complete(garcia, id, chosen, second.services);
  await second.isThere;
  first.letGo();
  expect(await late).toMatchObject({ ok: false, reason: "not-acceptable" });
  const waiting = watched(world.services);
  const third = world.complete(garcia, id, "Falaise-88-Mouette", waiting.services);
  await expect.poll(waiting.reads).toBeGreaterThan(10);
  second.letGo();
  expect(await underWay).toEqual({ ok: true });
  expect(await third).toEqual({ ok: false, reason: "over" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a reset of another session is not found, even of the same person's", async () => {
  const id = await world.opened(garcia, "E2500104");
  expect(await world.complete(await world.signedIn("petit-s"), id)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.complete(await world.signedIn("garcia-l"), id)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.complete(garcia, "3f0c3a52-2a5e-4bd0-9f5e-6b0f2c6a2d11")).toMatchObject({ reason: "not-found" });
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
});

test.each([
  ["the card is declared lost", () => world.setCard("E2500104", { state: "lost" }), "card-not-in-force"],
  ["the account is suspended", () => world.setEntry("hugo.bernard", { state: "suspended" }), "account-suspended"],
  [
    "the student is hired",
    () => world.setEntry("hugo.bernard", { affiliations: ["student", "employee"] }),
    "also-staff",
  ],
])("between the card and the password, %s: refused, and nothing is begun", async (_, change, reason) => {
  const id = await world.opened(garcia, "E2500104");
  await change();
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id)).toMatchObject({ ok: false, reason });
  });
  expect(lines).toEqual([`desk-reset.password refused ${reason}`]);
});

test("whoever turns out to be the holder of the card cannot finish: the directory is asked again", async () => {
  const id = await world.opened(garcia, "E2500104");
  const theirs = withDirectory({
    findByIdentifier: async (identifier) => {
      const person = await world.ldap.directory.findByIdentifier(identifier);
      return person && { ...person, uid: garcia.visitor.uid };
    },
  });
  expect(await world.complete(garcia, id, chosen, theirs)).toMatchObject({ ok: false, reason: "oneself" });
});

test("whoever lost their role since they signed in cannot finish: the directory is asked, not the session", async () => {
  const id = await world.opened(garcia, "E2500104");
  const withoutRole = withDirectory({
    findByLogin: async (login) => {
      const person = await world.ldap.directory.findByLogin(login);
      return person && { ...person, affiliations: ["retired"], groups: [] };
    },
  });
  expect(await world.complete(garcia, id, chosen, withoutRole)).toEqual({ ok: false, reason: "no-desk-role" });
  const suspended = withDirectory({
    findByLogin: async (login) => {
      const person = await world.ldap.directory.findByLogin(login);
      return person && { ...person, state: "suspended" };
    },
  });
  expect(await world.complete(garcia, id, chosen, suspended)).toEqual({ ok: false, reason: "no-desk-role" });
  expect((await world.journal()).at(-1)).toMatchObject({ outcome: "refused", reason: "no-desk-role" });
});

test("the service stops once the directory has the password: the journal is told later, and the same password sent again is done, not refused", async () => {
  // What an earlier story left open is not this one's.
  await closeInterrupted(world.services, new Date(today.getTime() + 1));
  const id = await world.opened(garcia, "E2500104");
  const lines = await world.linesOf(() =>
    expect(world.complete(garcia, id, chosen, stopping(world.services))).rejects.toThrow("stopped"),
  );
  expect(lines).toEqual(["desk-reset.password begun"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);

  world.setNow(new Date(today.getTime() + 21_000));
  const remembers = withDirectory({ setPassword: async () => ({ ok: false, reason: "in-history" }) });
  expect(await world.complete(garcia, id, chosen, remembers)).toEqual({ ok: true });
  world.pass(2);
  const found = await world.linesOf(() => closeInterrupted(world.services, today));
  expect(found).toEqual([]);
  const closed = await world.linesOf(() => closeInterrupted(world.services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["desk-reset.password interrupted never-ended"]);
});

test("a claim left by a crash makes the next attempt wait, never for good", async () => {
  const id = await world.opened(garcia, "E2500104");
  const stuck = withDirectory({ setPassword: () => new Promise(() => undefined) });
  void world.complete(garcia, id, chosen, stuck);
  await expect.poll(async () => (await world.journal()).at(-1)?.outcome).toBe("begun");
  await expect(world.complete(garcia, id)).rejects.toMatchObject({ dependency: "directory" });
  world.setNow(new Date(today.getTime() + 21_000));
  expect(await world.complete(garcia, id)).toEqual({ ok: true });
}, 15_000);

test("thirty resets an hour and person, then the desk is closed to them and IT is told once", async () => {
  const dupont = await world.signedIn("dupont-n");
  const quick = withDirectory({ setPassword: async () => ({ ok: true }) });
  const [last = "", ...ids] = await Promise.all(Array.from({ length: 31 }, () => world.opened(dupont, "E2500105")));
  for (const id of ids) expect(await world.complete(dupont, id, chosen, quick)).toEqual({ ok: true });
  expect(await world.complete(dupont, last, chosen, quick)).toMatchObject({ reason: "too-many" });
  expect(await world.open(dupont, "E2500104")).toEqual({
    ok: false,
    reason: "too-many",
    retryAt: new Date(today.getTime() + 3_600_000),
  });
  const told = (await world.journal()).filter(({ kind }) => kind === "desk-reset.unusual-volume");
  expect(told.map(({ actor, reason }) => [actor, reason])).toEqual([["dupont-n", "too-many-resets"]]);
}, 60_000);

test("two at once that pass the thirtieth together: IT is told all the same, once", async () => {
  const petit = await world.signedIn("petit-s");
  for (let done = 0; done < 29; done++) await countReset(world.services, "petit-s");
  const gates = [held(world.services), held(world.services)];
  const cards = ["E2500105", "E2500110"];
  const ids = await Promise.all(cards.map((card) => world.opened(petit, card)));
  const both = ids.map((id, one) => world.complete(petit, id, chosen, gates[one]?.services));
  await Promise.all(gates.map((gate) => gate.isThere));
  for (const gate of gates) gate.letGo();
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
  const told = (await world.journal()).filter((line) => line.kind === "desk-reset.unusual-volume");
  expect(told.filter(({ actor }) => actor === "petit-s")).toHaveLength(1);
});

test("with the new password the directory counts failures from nothing again, and so do we", async () => {
  const services = nearLockout(world.services);
  const hugo = "hugo.bernard@etu.univ.example";
  await fromOutside(services, hugo, "Faux-12-Mot");
  expect(await fromOutside(services, hugo, "Cerisier-42-Volcan")).toMatchObject({ reason: "too-many-tries" });
  expect(await world.complete(garcia, await world.opened(garcia, "E2500104"), chosen, services)).toEqual({ ok: true });
  expect(await fromOutside(services, hugo, chosen)).toMatchObject({ ok: true });
});

test("an account that is not open stays so, whatever is sent", async () => {
  expect(await world.open(garcia, "E2600101")).toMatchObject({ reason: "account-not-activated" });
  expect(await world.entry("camille.martin", "supannRessourceEtat")).toEqual(["{COMPTE}I:SupannPrecree"]);
  expect(await world.db.select().from(sessions).where(eq(sessions.login, "camille.martin"))).toEqual([]);
});

test("a sign-in with the old password that was under way opens nothing once the student has another", async () => {
  world.pass(1);
  const id = await world.opened(garcia, "E2500104");
  const slow = withDirectory({
    async authenticate(person, password) {
      const proof = await world.ldap.directory.authenticate(person, password);
      if (password === "Cerisier-42-Volcan" && proof.ok) expect(await world.complete(garcia, id)).toEqual({ ok: true });
      return proof;
    },
  });
  const typed = { username: "hugo.bernard@etu.univ.example", caller: desk, former: null };
  expect(await signIn(slow, { ...typed, password: "Cerisier-42-Volcan" })).toEqual({
    ok: false,
    reason: "wrong-password",
  });
  expect((await signIn(world.services, { ...typed, password: chosen })).ok).toBe(true);
});

test("a card that is declared lost while the password is judged is refused, and nothing changes", async () => {
  const id = await world.opened(garcia, "E2500104");
  const slow = withDirectory({
    async findByIdentifier(identifier) {
      await world.setCard("E2500104", { state: "lost" });
      return world.ldap.directory.findByIdentifier(identifier);
    },
  });
  const lines = await world.linesOf(async () => {
    expect(await world.complete(garcia, id, chosen, slow)).toMatchObject({ ok: false, reason: "card-not-in-force" });
  });
  expect(lines).toEqual(["desk-reset.password refused card-not-in-force"]);
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
});
