import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { deskResets, passwordLinks, recoveryAddresses, students } from "@/db/schema";
import { closeInterrupted } from "@/lib/audit/close-interrupted";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable } from "@/lib/errors";
import { forgetLinks } from "@/lib/forgotten-password/forget-links";
import { readLink } from "@/lib/forgotten-password/read-link";
import { newToken } from "@/lib/secrets/tokens";
import { signIn } from "@/lib/session/sign-in";
import { visitorOf } from "@/lib/session/visitor-of";
import { chosen } from "@/tests/support/desk";
import { caller, today } from "@/tests/support/first-connections";
import {
  type Forgotten,
  hugo,
  hugosMail,
  hugosPassword as old,
  startForgotten,
} from "@/tests/support/forgotten-passwords";
import { held, stopping, watched } from "@/tests/support/held";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { fromOutside, nearLockout } from "@/tests/support/near-lockout";

const other = "Falaise-88-Mouette";

let world: Forgotten;
beforeAll(async () => {
  world = await startForgotten();
});
afterAll(() => world.close());
afterEach(async () => {
  await world.begunAgain();
  await world.db.update(recoveryAddresses).set({ withdrawnAt: null }).where(eq(recoveryAddresses.email, hugosMail));
});

const withDirectory = (differences: Partial<Directory>) => ({
  ...world.services,
  directory: { ...world.ldap.directory, ...differences },
});
const told = async () => (await world.mails()).filter(({ kind }) => kind === "password-changed");

test("the new password opens Hugo's session, the old one does not, he is told at both addresses, and the journal holds all but the password", async () => {
  const token = await world.mailed();
  const lines = await world.linesOf(async () => {
    expect(await world.set(token)).toEqual({ ok: true });
  });
  expect(lines).toEqual(["forgotten-password.password begun", "forgotten-password.password succeeded"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(false);
  const mails = await told();
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual([hugo, hugosMail]);
  const [begun, succeeded] = (await world.journal()).slice(-2);
  expect(begun?.operationId).toBe(succeeded?.operationId);
  expect(succeeded).toMatchObject({ actor: null, subject: hugo, address: caller.address });
  expect(JSON.stringify([await world.journal(), mails])).not.toContain(chosen);
  expect(JSON.stringify(await world.journal())).not.toContain(token);
});

test("with the new password the directory counts failures from nothing again, and so do we", async () => {
  const services = nearLockout(world.services);
  await fromOutside(services, hugo, "Faux-12-Mot");
  expect(await fromOutside(services, hugo, old)).toMatchObject({ reason: "too-many-tries" });
  expect(await world.set(await world.mailed(), chosen, services)).toEqual({ ok: true });
  expect(await fromOutside(services, hugo, chosen)).toMatchObject({ ok: true });
});

test("whoever was signed in as Hugo is so no more, and setting the password signs nobody in", async () => {
  const attempt = { username: hugo, password: old, caller, former: null };
  const outcome = await signIn(world.services, attempt);
  const session = outcome.ok ? outcome.token : "";
  const token = await world.mailed();
  expect(await visitorOf(world.services, session)).not.toBeNull();
  expect(await world.set(token)).toEqual({ ok: true });
  expect(await visitorOf(world.services, session)).toBeNull();
});

test("reading a link, as mail filters do, spends nothing", async () => {
  const token = await world.mailed();
  for (let time = 0; time < 3; time++) {
    expect(await readLink(world.services, token)).toMatchObject({ state: "live", identifier: hugo });
  }
  expect(await world.set(token)).toEqual({ ok: true });
  expect(await readLink(world.services, token)).toEqual({ state: "used", identifier: hugo, usedAt: today });
});

test("a newer link leaves the older one good, and setting the password by one ends all of them", async () => {
  const first = await world.mailed();
  world.pass(1);
  const second = await world.mailed();
  const third = await world.mailed({ ...caller, address: "198.51.100.4" });
  expect(await world.set(first)).toEqual({ ok: true });
  const lines = await world.linesOf(async () => {
    for (const token of [second, third]) {
      expect(await readLink(world.services, token)).toEqual({ state: "over" });
      expect(await world.set(token, other)).toEqual({ ok: false, reason: "link-over" });
    }
    expect(await world.set(first, other)).toEqual({ ok: false, reason: "link-used" });
  });
  expect(lines).toEqual([
    "forgotten-password.password refused link-over",
    "forgotten-password.password refused link-over",
    "forgotten-password.password refused link-used",
  ]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("after thirty minutes the link is over, and the password is what it was", async () => {
  const token = await world.mailed();
  world.pass(30);
  expect(await readLink(world.services, token)).toEqual({ state: "over" });
  expect(await world.set(token)).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
});

test.each([newToken(), "", "x"])("a token that was never mailed opens nothing: %s", async (token) => {
  expect(await readLink(world.services, token)).toEqual({ state: "over" });
  const lines = await world.linesOf(() => world.set(token));
  expect(lines).toEqual(["forgotten-password.password refused link-over"]);
});

test("an address that Hugo has given up since cannot set his password", async () => {
  const token = await world.mailed();
  await world.db.update(recoveryAddresses).set({ withdrawnAt: today }).where(eq(recoveryAddresses.email, hugosMail));
  expect(await world.set(token)).toEqual({ ok: false, reason: "link-over" });
});

test("given up while the password is on its way to be written: the link is over all the same", async () => {
  const token = await world.mailed();
  const meanwhile = withDirectory({
    async findByIdentifier(identifier) {
      await world.db
        .update(recoveryAddresses)
        .set({ withdrawnAt: today })
        .where(eq(recoveryAddresses.email, hugosMail));
      return world.ldap.directory.findByIdentifier(identifier);
    },
  });
  expect(await world.set(token, chosen, meanwhile)).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
});

test("its time over while the password is judged: the link is over all the same", async () => {
  const token = await world.mailed();
  const meanwhile = withDirectory({
    findByIdentifier(identifier) {
      world.pass(30);
      return world.ldap.directory.findByIdentifier(identifier);
    },
  });
  expect(await world.set(token, chosen, meanwhile)).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", old)).toBe(true);
});

test.each([
  ["suspended", { state: "suspended" as const }, "account-suspended"],
  ["hired", { affiliations: ["student", "employee"] }, "also-staff"],
])("%s since the mail left: refused, nothing is begun, and the link stays good", async (_, differences, reason) => {
  const token = await world.mailed();
  await world.setEntry("hugo.bernard", { ...differences });
  const lines = await world.linesOf(async () => {
    expect(await world.set(token)).toEqual({ ok: false, reason });
  });
  expect(lines).toEqual([`forgotten-password.password refused ${reason}`]);
  await world.setEntry("hugo.bernard", { password: old });
  expect(await world.set(token)).toEqual({ ok: true });
});

test("every rule that is broken is told, and another try is good", async () => {
  const token = await world.mailed();
  const codes = ["too-short", "no-digit", "forbidden-character", "dictionary-word", "personal-data"];
  expect(await world.set(token, "hugo$")).toEqual({
    ok: false,
    reason: "not-acceptable",
    violations: codes.map((code) => ({ field: "newPassword", code })),
  });
  expect(await world.set(token, "Lacet-2500104-vert")).toMatchObject({ violations: [{ code: "personal-data" }] });
  expect(await world.set(token)).toEqual({ ok: true });
});

test("what the directory's own policy refuses is told as such, and another try is good", async () => {
  const token = await world.mailed();
  const strict = withDirectory({ setPassword: async () => ({ ok: false, reason: "quality" }) });
  const lines = await world.linesOf(async () => {
    expect(await world.set(token, chosen, strict)).toMatchObject({
      violations: [{ field: "newPassword", code: "refused-by-directory", reason: "quality" }],
    });
  });
  expect(lines).toEqual(["forgotten-password.password begun", "forgotten-password.password refused quality"]);
  expect(await world.set(token)).toEqual({ ok: true });
});

test("with the directory away nothing is lost: another try is good", async () => {
  const token = await world.mailed();
  const away = withDirectory({ setPassword: () => Promise.reject(new Error("away")) });
  const lines = await world.linesOf(() => expect(world.set(token, chosen, away)).rejects.toThrow("away"));
  expect(lines).toEqual(["forgotten-password.password begun", "forgotten-password.password failed unavailable"]);
  expect(await world.set(token)).toEqual({ ok: true });
});

test("sent ten times at once: one effect, one mail an address, and nine that are told it was used", async () => {
  const token = await world.mailed();
  const before = (await told()).length;
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.set(token)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "link-used")).toHaveLength(9);
  expect((await told()).length - before).toBe(2);
});

test("two links at once: one sets the password, the other is told that it is over, and the directory holds what the first chose", async () => {
  const tokens = [await world.mailed(), await world.mailed({ ...caller, address: "198.51.100.4" })];
  const passwords = [chosen, other];
  const before = (await told()).length;
  const outcomes = await Promise.all(tokens.map((token, place) => world.set(token, passwords[place])));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes).toContainEqual({ ok: false, reason: "link-over" });
  const winner = passwords[outcomes.findIndex(({ ok }) => ok)] ?? "";
  expect(await world.ldap.canBind("hugo.bernard", winner)).toBe(true);
  expect((await told()).length - before).toBe(2);
});

test("a password set at a desk ends the mailed links", async () => {
  const garcia = await world.signedIn("garcia-l");
  const token = await world.mailed();
  expect(await world.complete(garcia, await world.opened(garcia, "E2500104"))).toEqual({ ok: true });
  expect(await world.set(token, other)).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a link while the desk's password is on its way waits, and is told that it is over", async () => {
  const garcia = await world.signedIn("garcia-l");
  const token = await world.mailed();
  const id = await world.opened(garcia, "E2500104", "page");
  await world.handOver(garcia, id);
  const { services, letGo, isThere } = held(world.services);
  const atDesk = world.complete(garcia, id, chosen, services);
  await isThere;
  const byLink = world.set(token, other);
  letGo();
  expect(await atDesk).toEqual({ ok: true });
  expect(await byLink).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a link that comes while the desk ends its reset waits, and is told that it is over", async () => {
  const garcia = await world.signedIn("garcia-l");
  const token = await world.mailed();
  const id = await world.opened(garcia, "E2500104");
  const both = await world.db.transaction(async (tx) => {
    // The desk's last statement takes the reset, then waits for the link that it is to end; the link waits for the reset.
    await tx.select().from(passwordLinks).for("update");
    const atDesk = world.complete(garcia, id, chosen);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    const byLink = world.set(token, other);
    await expect.poll(() => lockWaiters(world.db)).toBe(2);
    return { atDesk, byLink };
  });
  expect(await both.atDesk).toEqual({ ok: true });
  expect(await both.byLink).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  // Nothing is left in the way of the next one.
  expect(await world.set(await world.mailed(), other)).toEqual({ ok: true });
});

test("the desk while a link's password is on its way waits, then sets its own; so does one that is opened meanwhile", async () => {
  const garcia = await world.signedIn("garcia-l");
  const token = await world.mailed();
  const id = await world.opened(garcia, "E2500104", "page");
  await world.handOver(garcia, id);
  const { services, letGo, isThere } = held(world.services);
  const byLink = world.set(token, other, services);
  await isThere;
  const later = await world.opened(garcia, "E2500104");
  const waiting = watched(world.services);
  const lines = await world.linesOf(async () => {
    const atDesk = world.complete(garcia, id, chosen);
    const opened = world.complete(garcia, later, chosen, waiting.services);
    await expect.poll(waiting.reads).toBeGreaterThan(5);
    letGo();
    expect(await byLink).toEqual({ ok: true });
    expect(await atDesk).toEqual({ ok: true });
    expect(await opened).toEqual({ ok: true });
  });
  expect(lines[0]).toBe("forgotten-password.password succeeded");
  expect(lines.slice(1).sort()).toEqual([
    ...["desk-reset.password begun", "desk-reset.password begun"],
    ...["desk-reset.password succeeded", "desk-reset.password succeeded"],
  ]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("a link and a desk at the same instant, twenty times: the answers are those of one after the other, and the last one holds", async () => {
  const garcia = await world.signedIn("garcia-l");
  for (let time = 0; time < 20; time++) {
    world.pass(60 * 24);
    const staff = time === 0 ? garcia : await world.signedIn("garcia-l");
    const token = await world.mailed();
    const id = await world.opened(staff, "E2500104");
    const [byLink, atDesk] = await Promise.all([world.set(token, other), world.complete(staff, id, chosen)]);
    expect(atDesk).toEqual({ ok: true });
    if (!byLink.ok) expect(byLink).toEqual({ ok: false, reason: "link-over" });
    expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  }
}, 60_000);

test("our own tables away once the directory took it: the same password again is done, and Hugo is told once", async () => {
  const token = await world.mailed();
  const before = (await told()).length;
  await world.db.execute(
    sql`alter table outgoing_mails add constraint full_outbox check (kind <> 'password-changed') not valid`,
  );
  const first = world
    .set(token)
    .finally(() => world.db.execute(sql`alter table outgoing_mails drop constraint full_outbox`));
  await expect(first).rejects.toThrow();
  expect(await readLink(world.services, token)).toMatchObject({ state: "live" });
  expect(await world.set(token)).toEqual({ ok: true });
  expect((await told()).length - before).toBe(2);
});

test("the service stops once the directory has the password: the journal is told later, and the same password sent again is done, not refused", async () => {
  // What an earlier story left open is not this one's.
  await closeInterrupted(world.services, new Date(today.getTime() + 1));
  const token = await world.mailed();
  const lines = await world.linesOf(() =>
    expect(world.set(token, chosen, stopping(world.services))).rejects.toThrow("stopped"),
  );
  expect(lines).toEqual(["forgotten-password.password begun"]);
  world.setNow(new Date(today.getTime() + 21_000));
  const remembers = withDirectory({ setPassword: async () => ({ ok: false, reason: "too-young" }) });
  expect(await world.set(token, chosen, remembers)).toEqual({ ok: true });
  world.pass(2);
  const closed = await world.linesOf(() => closeInterrupted(world.services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["forgotten-password.password interrupted never-ended"]);
});

test("a password that the directory remembers, and then goes away: an earlier try may have set it, and the journal does not say that it failed", async () => {
  const token = await world.mailed();
  const silent = withDirectory({
    setPassword: async () => ({ ok: false, reason: "in-history" }),
    authenticate: () => Promise.reject(new DirectoryUnavailable()),
  });
  const lines = await world.linesOf(() =>
    expect(world.set(token, chosen, silent)).rejects.toThrow(DirectoryUnavailable),
  );
  expect(lines).toEqual(["forgotten-password.password begun"]);
  expect(await world.set(token)).toEqual({ ok: true });
});

test("a link is forgotten a day after its end, and not before", async () => {
  const token = await world.mailed();
  await world.set(token);
  world.pass(24 * 60);
  await forgetLinks(world.services);
  expect(await readLink(world.services, token)).toMatchObject({ state: "used" });
  world.pass(31);
  await forgetLinks(world.services);
  expect(await world.links()).toEqual([]);
});

test("a link that waits for whoever has the student's row holds none of their resets yet: neither waits for the other", async () => {
  const token = await world.mailed();
  const { id } = await world.student(hugo);
  await world.opened(await world.signedIn("garcia-l"), "E2500104");
  let setting: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await tx.select().from(students).where(eq(students.id, id)).for("update");
    setting = world.set(token);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await tx.execute(sql`set local lock_timeout = '500ms'`);
    await tx.select().from(deskResets).where(eq(deskResets.studentId, id)).for("update");
  });
  expect(await setting).toEqual({ ok: true });
});

test("a try that the directory answers once its claim is over leaves the next one's claim as it is, here and at the desk", async () => {
  const token = await world.mailed();
  const { id } = await world.student(hugo);
  const reset = await world.opened(await world.signedIn("garcia-l"), "E2500104");
  const claims = async () => {
    const [student] = await world.db.select().from(students).where(eq(students.id, id));
    const [atDesk] = await world.db.select().from(deskResets).where(eq(deskResets.id, reset));
    return [student?.passwordClaimedUntil, atDesk?.claimedUntil];
  };
  const first = held(withDirectory({ setPassword: async () => ({ ok: false, reason: "quality" }) }));
  const late = world.set(token, other, first.services);
  await first.isThere;
  world.pass(1);
  const second = held(world.services);
  const underWay = world.set(token, chosen, second.services);
  await second.isThere;
  const until = new Date(world.services.clock.now().getTime() + 20_000);
  expect(await claims()).toEqual([until, until]);
  first.letGo();
  expect(await late).toMatchObject({ ok: false, reason: "not-acceptable" });
  expect(await claims()).toEqual([until, until]);
  second.letGo();
  expect(await underWay).toEqual({ ok: true });
  expect(await claims()).toEqual([null, null]);
});
