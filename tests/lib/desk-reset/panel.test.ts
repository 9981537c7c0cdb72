import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { deskResets } from "@/db/schema";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { endExpired } from "@/lib/desk-reset/end-expired";
import { handOver } from "@/lib/desk-reset/hand-over";
import { markHandedOver } from "@/lib/desk-reset/queries";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { lockSession } from "@/lib/session/queries";
import { chosen, type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";
import { held } from "@/tests/support/held";
import { lockWaiters } from "@/tests/support/lock-waiters";

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());
afterEach(() => world.setNow(today));

async function handedOver(): Promise<{ staff: Staff; id: string }> {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  expect(await world.handOver(garcia, id)).toEqual({ ok: true });
  return { staff: await world.seenAgain(garcia), id };
}

const cancel = ({ visitor }: Staff, id: string) => cancelReset(world.services, { visitor, caller: desk, id });

async function takeBack(staff: Staff): Promise<Staff> {
  const confirmation = { visitor: staff.visitor, password: "Lanterne-29-Falaise", caller: desk };
  expect(await confirmStaffPassword(world.services, confirmation)).toEqual({ ok: true });
  return world.seenAgain(staff);
}

test("the page follows the server: the card, the name, the student's panel, the end, and the card again", async () => {
  const garcia = await world.signedIn("garcia-l");
  expect(await world.state(garcia)).toEqual({ kind: "card", last: null });
  const id = await world.opened(garcia, "E2500104", "page");
  expect(await world.state(garcia)).toMatchObject({ kind: "check", reset: { id, student: { givenName: "Hugo" } } });
  world.pass(3);
  await world.handOver(garcia, id);
  const frozen = await world.seenAgain(garcia);
  expect(frozen.visitor.isFrozen).toBe(true);
  expect(await world.state(frozen)).toMatchObject({
    kind: "panel",
    reset: { id, expiresAt: new Date(today.getTime() + 8 * 60_000) },
  });
  expect(await world.complete(frozen, id)).toEqual({ ok: true });
  expect(await world.state(frozen)).toMatchObject({ kind: "frozen", reset: { state: "completed" } });
  const back = await takeBack(frozen);
  expect(await world.state(back)).toMatchObject({
    kind: "card",
    last: { ending: "completed", student: { givenName: "Hugo" }, isOnPhone: false },
  });
});

test("a double click hands the screen over once", async () => {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  const lines = await world.linesOf(async () => {
    const outcomes = await Promise.all([world.handOver(garcia, id), world.handOver(garcia, id)]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
  expect(lines).toEqual(["desk-reset.hand-over succeeded"]);
});

test("completed twice from the panel, both see it done", async () => {
  const { staff, id } = await handedOver();
  const outcomes = await Promise.all([world.complete(staff, id), world.complete(staff, id)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await world.state(staff)).toMatchObject({ kind: "frozen", reset: { state: "completed" } });
});

test("when the time is over nothing has changed, and the session waits for the staff password", async () => {
  const { staff, id } = await handedOver();
  world.pass(5);
  const lines = await world.linesOf(async () => {
    expect(await world.state(staff)).toMatchObject({ kind: "frozen", reset: { state: "expired" } });
    expect(await world.state(staff)).toMatchObject({ kind: "frozen", reset: { state: "expired" } });
  });
  expect(lines).toEqual(["desk-reset.end succeeded expired"]);
  expect(await world.complete(staff, id)).toEqual({ ok: false, reason: "over" });
  expect(await world.state(await takeBack(staff))).toMatchObject({ kind: "card", last: { ending: "expired" } });
});

test("given back without a new password, the session waits for the staff password too", async () => {
  const { staff, id } = await handedOver();
  await cancel(staff, id);
  await cancel(staff, id);
  expect(await world.state(staff)).toMatchObject({ kind: "frozen", reset: { state: "cancelled" } });
  expect(await world.complete(staff, id)).toEqual({ ok: false, reason: "over" });
  expect(await world.state(await takeBack(staff))).toMatchObject({ kind: "card", last: { ending: "cancelled" } });
});

test("a closed tab and a restart change nothing: the panel is there until its time is over, then the session is still frozen", async () => {
  const { staff, id } = await handedOver();
  world.pass(4);
  expect(await world.state(await world.seenAgain(staff))).toMatchObject({ kind: "panel", reset: { id } });
  world.pass(10);
  const again = await world.seenAgain(staff);
  expect(again.visitor.isFrozen).toBe(true);
  expect(await world.state(again)).toMatchObject({ kind: "frozen" });
});

test("what nobody came back to is ended by the service, once, with a line", async () => {
  const { id } = await handedOver();
  const api = await world.opened(await world.signedIn("petit-s"), "E2500105");
  world.pass(6);
  await endExpired(world.services);
  const counts = await Promise.all([endExpired(world.services), endExpired(world.services)]);
  expect(counts).toEqual([0, 0]);
  expect([await world.stateOf(id), await world.stateOf(api)]).toEqual(["expired", "expired"]);
  const lines = (await world.journal()).filter(({ kind, details }) => kind === "desk-reset.end" && details?.staff);
  expect(lines.map(({ subject, actor }) => [subject, actor])).toContainEqual(["lea.moreau@etu.univ.example", null]);
});

test("while its password is on the way, neither the end of its time nor whoever gives the screen back ends it", async () => {
  const { staff, id } = await handedOver();
  const slow = held(world.services);
  const lines = await world.linesOf(async () => {
    const completing = world.complete(staff, id, chosen, slow.services);
    await slow.isThere;
    await cancel(staff, id);
    await world.db.update(deskResets).set({ expiresAt: today }).where(eq(deskResets.id, id));
    await endExpired(world.services);
    expect(await world.stateOf(id)).toBe("handed-over");
    slow.letGo();
    expect(await completing).toEqual({ ok: true });
  });
  expect(lines).toEqual(["desk-reset.password begun", "desk-reset.password succeeded"]);
  await world.setEntry("hugo.bernard", { password: "Cerisier-42-Volcan" });
});

test("not this person: the card is put down, and the session is not frozen", async () => {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  await cancel(garcia, id);
  expect(await world.state(await world.seenAgain(garcia))).toMatchObject({
    kind: "card",
    last: { ending: "cancelled" },
  });
  expect(await world.handOver(garcia, id)).toEqual({ ok: false, reason: "over" });
  expect((await world.seenAgain(garcia)).visitor.isFrozen).toBe(false);
});

test("too late to hand the screen over: the session is not frozen, and the card is asked for again", async () => {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  world.pass(5);
  expect(await world.handOver(garcia, id)).toEqual({ ok: false, reason: "over" });
  expect((await world.seenAgain(garcia)).visitor.isFrozen).toBe(false);
  expect(await world.state(garcia)).toMatchObject({ kind: "card", last: { ending: "expired" } });
  world.pass(6);
  expect(await world.state(garcia)).toEqual({ kind: "card", last: null });
});

test("nobody completes from the page what was not handed over, nor hands over another session's reset or one of the API", async () => {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  expect(await world.complete(garcia, id)).toEqual({ ok: false, reason: "not-found" });
  const petit = await world.signedIn("petit-s");
  expect(await world.handOver(petit, id)).toEqual({ ok: false, reason: "not-found" });
  await cancel(petit, id);
  expect(await world.stateOf(id)).toBe("opened");
  const api = await world.opened(petit, "E2500105");
  expect(await world.handOver(petit, api)).toEqual({ ok: false, reason: "over" });
  expect((await world.seenAgain(petit)).visitor.isFrozen).toBe(false);
});

test("a second card put on the desk replaces the first", async () => {
  const garcia = await world.signedIn("garcia-l");
  const first = await world.opened(garcia, "E2500104", "page");
  const second = await world.opened(garcia, "E2500105", "page");
  expect(await world.state(garcia)).toMatchObject({ kind: "check", reset: { id: second } });
  expect(await world.stateOf(first)).toBe("cancelled");
});

test("a card put on one desk leaves what is on the others, the same person's too", async () => {
  const garcia = await world.signedIn("garcia-l");
  const others = [await world.signedIn("petit-s"), await world.signedIn("garcia-l")];
  const ids = await Promise.all(others.map((staff) => world.opened(staff, "E2500104", "page")));
  await world.opened(garcia, "E2500105", "page");
  for (const id of ids) expect(await world.stateOf(id)).toBe("opened");
});

test("of two cards that two windows put on the desk at once, the one handed over is the panel", async () => {
  const garcia = await world.signedIn("garcia-l");
  const first = await world.opened(garcia, "E2500104", "page");
  await world.opened(garcia, "E2500105", "page");
  await world.db.update(deskResets).set({ state: "opened", endedAt: null }).where(eq(deskResets.id, first));
  expect(await world.handOver(garcia, first)).toEqual({ ok: true });
  expect(await world.state(await world.seenAgain(garcia))).toMatchObject({ kind: "panel", reset: { id: first } });
});

test("of two cards that two windows hand over at once, the second waits for the first, and is told that it is over", async () => {
  const garcia = await world.signedIn("garcia-l");
  const { visitor } = garcia;
  const first = await world.opened(garcia, "E2500104", "page");
  const second = await world.opened(garcia, "E2500105", "page");
  await world.db.update(deskResets).set({ state: "opened", endedAt: null }).where(eq(deskResets.id, first));
  let later: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    const services = { ...world.services, db: tx as unknown as typeof world.db };
    expect(await handOver(services, { visitor, caller: desk, id: first })).toEqual({ ok: true });
    later = world.handOver(garcia, second);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect(await later).toEqual({ ok: false, reason: "over" });
  expect(await world.state(await world.seenAgain(garcia))).toMatchObject({ kind: "panel", reset: { id: first } });
});

test("a card that one window reads while another hands its own over waits for it, and neither dies of the other", async () => {
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104", "page");
  let reading: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await lockSession(tx, garcia.visitor.sessionId);
    reading = world.open(garcia, "E2500105", "page");
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    const soon = new Date(today.getTime() + 300_000);
    expect(await markHandedOver(tx, { id, sessionId: garcia.visitor.sessionId }, today, soon)).toBe(true);
  });
  expect(await reading).toMatchObject({ ok: true });
  expect(await world.state(garcia)).toMatchObject({ kind: "panel", reset: { id } });
});

test("a frozen session neither completes nor cancels what it had opened over the API", async () => {
  const garcia = await world.signedIn("garcia-l");
  const api = await world.opened(garcia, "E2500105");
  const id = await world.opened(garcia, "E2500104", "page");
  await world.handOver(garcia, id);
  const frozen = await world.seenAgain(garcia);
  expect(await world.complete(frozen, api)).toEqual({ ok: false, reason: "not-found" });
  await cancel(frozen, api);
  expect(await world.stateOf(api)).toBe("opened");
  expect(await world.complete(frozen, id)).toEqual({ ok: true });
});
