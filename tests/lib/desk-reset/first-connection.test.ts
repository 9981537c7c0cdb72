import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { provisionalCredentials, students } from "@/db/schema";
import { firstConnectionOf } from "@/lib/desk-reset/first-connection";
import { type Desk, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());
afterEach(() => world.setNow(today));

const at = async (identifier: string) =>
  firstConnectionOf(world.services, (await world.student(`${identifier}@etu.univ.example`)).id);

test("whoever enrolled a week ago and has a good sheet may use it now", async () => {
  expect(await at("camille.martin")).toEqual({ opensAt: null, sheet: "good", isEnrolled: true });
});

test("whoever enrolled today waits for tomorrow 0 h, and for not a minute longer", async () => {
  const opensAt = new Date("2026-11-12T23:00:00Z");
  expect(await at("zoe.lefevre")).toEqual({ opensAt, sheet: "good", isEnrolled: true });
  world.setNow(opensAt);
  expect(await at("zoe.lefevre")).toMatchObject({ opensAt: null });
});

test("a sheet past its day is no sheet to use, nor is one that ends before the account opens", async () => {
  expect(await at("noe.garnier")).toEqual({ opensAt: null, sheet: "expired", isEnrolled: true });
  const { id } = await world.student("zoe.lefevre@etu.univ.example");
  const ofZoe = eq(provisionalCredentials.studentId, id);
  await world.db
    .update(provisionalCredentials)
    .set({ expiresAt: new Date("2026-11-12T22:00:00Z") })
    .where(ofZoe);
  expect(await at("zoe.lefevre")).toMatchObject({ sheet: "expired" });
});

test("a revoked sheet is none, and whoever is not enrolled any more is told so", async () => {
  const { id } = await world.student("ines.benali@etu.univ.example");
  const ofInes = eq(provisionalCredentials.studentId, id);
  await world.db.update(provisionalCredentials).set({ revokedAt: today }).where(ofInes);
  expect(await at("ines.benali")).toEqual({ opensAt: null, sheet: "none", isEnrolled: true });
  await world.db.update(students).set({ withdrawnAt: today }).where(eq(students.id, id));
  expect(await at("ines.benali")).toMatchObject({ isEnrolled: false });
});
