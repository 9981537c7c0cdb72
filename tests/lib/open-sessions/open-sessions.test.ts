import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sessions } from "@/db/schema";
import { endSessions } from "@/lib/open-sessions/end-sessions";
import { readStaffSessions } from "@/lib/open-sessions/read-staff-sessions";
import { signIn } from "@/lib/session/sign-in";
import type { Visitor } from "@/lib/session/visitor";
import { visitorOf } from "@/lib/session/visitor-of";
import { type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";

let world: Desk;
let garcia: Staff;
beforeEach(async () => {
  world = await startDesk();
  garcia = await world.signedIn("garcia-l");
});
afterEach(() => world.close());

const fabre = { uid: "fabre-a", roles: ["admin", "staff"] } as unknown as Visitor;
const end = (uid: string, visitor = fabre) => endSessions(world.services, { uid, visitor, caller: desk });
const isOpen = async ({ token }: Staff) => (await visitorOf(world.services, token)) !== null;
async function last() {
  const { kind, outcome, reason, actor, subject, details } = (await world.journal()).at(-1) ?? {};
  return { kind, outcome, reason, actor, subject, details };
}

test("IT ends every session of a member of staff, and nobody else's; the journal says so", async () => {
  const again = await world.signedIn("garcia-l");
  const morel = await world.signedIn("morel-c");
  expect(await end("garcia-l")).toEqual({ ok: true, login: "garcia-l" });
  expect([await isOpen(garcia), await isOpen(again), await isOpen(morel)]).toEqual([false, false, true]);
  const line = { kind: "session.end", actor: "fabre-a", subject: "garcia-l" };
  expect(await last()).toEqual({ ...line, outcome: "succeeded", reason: null, details: { sessions: 2 } });
  expect(await end("garcia-l")).toEqual({ ok: false, reason: "no-session-open" });
  expect(await last()).toEqual({ ...line, outcome: "refused", reason: "no-session-open", details: null });
});

test("a frozen session is ended like any other: its panel gives nothing back", async () => {
  const id = await world.opened(garcia, "E2500104", "page");
  await world.handOver(garcia, id);
  expect(await end("garcia-l")).toEqual({ ok: true, login: "garcia-l" });
  expect(await isOpen(garcia)).toBe(false);
  expect(await isOpen(await world.signedIn("garcia-l"))).toBe(true);
});

test("one's own sessions, somebody's who never signed in, and a name that PostgreSQL cannot hold are refused", async () => {
  expect(await end("garcia-l", { ...fabre, uid: "garcia-l" })).toEqual({ ok: false, reason: "oneself" });
  expect(await last()).toMatchObject({ kind: "session.end", outcome: "refused", reason: "oneself" });
  const before = (await world.journal()).length;
  for (const uid of ["petit-s", "Lanterne-29-Falaise", "", "a\0b"])
    expect(await end(uid)).toEqual({ ok: false, reason: "no-session-open" });
  expect(await world.journal()).toHaveLength(before);
  expect(await isOpen(garcia)).toBe(true);
});

test("staff who are signed in are listed by name, each with their sessions; students and idle sessions are not", async () => {
  await world.signedIn("garcia-l");
  await world.signedIn("dupont-n");
  const hugo = { username: "hugo.bernard@etu.univ.example", password: "Cerisier-42-Volcan" };
  expect(await signIn(world.services, { ...hugo, caller: desk, former: null })).toMatchObject({ ok: true });
  const listed = async () =>
    (await readStaffSessions(world.services)).map(({ login, sessions }) => [login, sessions.length]);
  expect(await listed()).toEqual([
    ["garcia-l", 2],
    ["dupont-n", 1],
  ]);
  expect((await readStaffSessions(world.services))[0]?.sessions[0]).toMatchObject({ network: "filaire" });
  await end("dupont-n");
  expect(await listed()).toEqual([["garcia-l", 2]]);
  world.pass(30);
  expect(await listed()).toEqual([]);
});

test("somebody whose login changed goes by the latest one, their latest session first; one past its hours is over", async () => {
  await world.db.update(sessions).set({ login: "moreau-l" });
  world.pass(1);
  await world.signedIn("garcia-l");
  const now = world.services.clock.now();
  const latest = { lastSeenAt: now };
  const listed = async () => (await readStaffSessions(world.services))[0];
  expect(await listed()).toMatchObject({ login: "garcia-l", sessions: [latest, {}] });
  await world.db.update(sessions).set({ expiresAt: now }).where(eq(sessions.login, "moreau-l"));
  expect(await listed()).toMatchObject({ sessions: [latest] });
  await end("garcia-l");
  expect(await last()).toMatchObject({ outcome: "succeeded", subject: "garcia-l" });
});
