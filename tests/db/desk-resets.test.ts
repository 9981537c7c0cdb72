import { afterAll, beforeAll, expect, test } from "vitest";
import { deskResets } from "@/db/schema";
import { type Desk, type Staff, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

let world: Desk;
let garcia: Staff;
beforeAll(async () => {
  world = await startDesk();
  garcia = await world.signedIn("garcia-l");
});
afterAll(() => world.close());

async function insert(differences: Partial<typeof deskResets.$inferInsert>): Promise<void> {
  const hugo = await world.student("hugo.bernard@etu.univ.example");
  await world.db.insert(deskResets).values({
    sessionId: garcia.visitor.sessionId,
    staffUid: "garcia-l",
    studentId: hugo.id,
    cardNumber: "E2500104",
    channel: "page",
    state: "handed-over",
    openedAt: today,
    expiresAt: new Date(today.getTime() + 300_000),
    address: "10.1.2.3",
    ...differences,
  });
}

test("a session has one open panel at most, and as many that ended as it likes", async () => {
  await insert({});
  await expect(insert({})).rejects.toThrow();
  await insert({ state: "completed", endedAt: today });
  await insert({ state: "completed", endedAt: today });
});

test("what ended has its instant, and what goes on has none", async () => {
  await expect(insert({ state: "completed" })).rejects.toThrow();
  await expect(insert({ state: "opened", endedAt: today })).rejects.toThrow();
});

test("no reset without a card of the register", async () => {
  await expect(insert({ state: "opened", cardNumber: "E2599999" })).rejects.toThrow();
});
