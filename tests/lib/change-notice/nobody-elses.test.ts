import { eq, getTableColumns, is, isNull, ne, or } from "drizzle-orm";
import { type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { readLink } from "@/lib/forgotten-password/read-link";
import { closeOtherSessions } from "@/lib/own-account/close-other-sessions";
import { endLinksOf } from "@/lib/password-links/queries";
import { visitorOf } from "@/lib/session/visitor-of";
import { type Reports, startReports } from "@/tests/support/change-reports";
import { chosen, desk, type Staff } from "@/tests/support/desk";
import { activationOf, asked, camille, ines, newPassword, untilPassword } from "@/tests/support/first-connections";
import { hugo, hugosPassword } from "@/tests/support/forgotten-passwords";

const lea = "lea.moreau@etu.univ.example";
const leasMail = "lea@mail.example";
const third = "Falaise-88-Mouette";

let world: Reports;
let garcia: Staff;
let leaIn: Staff;
let leasLink = "";
/** Léa has all that Hugo has: addresses, a password that was changed and told, a mailed link, a session, a card on a desk. Inès is halfway in. */
beforeAll(async () => {
  world = await startReports();
  const { id } = await world.student(lea);
  const givenAt = new Date("2026-10-01T08:00:00Z");
  const addresses = [
    { email: leasMail, confirmedAt: givenAt },
    { email: "lea@laposte.example", confirmedAt: null },
  ];
  for (const address of addresses)
    await world.db.insert(schema.recoveryAddresses).values({ ...address, studentId: id, givenAt });
  garcia = await world.signedIn("garcia-l");
  await world.complete(garcia, await world.opened(garcia, "E2500105"));
  leaIn = await world.inAs(lea, chosen);
  await world.ask(lea);
  await world.answer();
  [leasLink = ""] = await world.tokens();
  await world.opened(garcia, "E2500105");
  await untilPassword(world, ines, "ines@laposte.example");
});
afterAll(() => world.close());

/** All that is kept of everybody but one; when a session was last seen left aside. */
async function ofOthers(studentId: string): Promise<Record<string, unknown[]>> {
  const tables = Object.values(schema).filter((each) => is(each, PgTable));
  const kept: Record<string, unknown[]> = {};
  for (const [index, table] of tables.entries()) {
    const columns: Record<string, PgColumn> = getTableColumns(table);
    const whose = table === schema.students ? columns.id : columns.studentId;
    if (!whose) continue;
    const rows = await world.db
      .select()
      .from(table)
      .where(or(isNull(whose), ne(whose, studentId)));
    kept[index] = rows.map((row) => JSON.stringify({ ...row, lastSeenAt: null })).sort();
  }
  return kept;
}

test("a link that is over once its password is to be written is not good by somebody else’s, which is", async () => {
  const token = await world.mailed();
  const { id } = await world.student(hugo);
  const { directory } = world.ldap;
  const ending = {
    ...directory,
    async findByIdentifier(identifier: string) {
      await endLinksOf(world.db, id, world.services.clock.now());
      return directory.findByIdentifier(identifier);
    },
  };
  const outcome = await world.set(token, third, { ...world.services, directory: ending });
  expect(outcome).toEqual({ ok: false, reason: "link-over" });
  expect(await world.ldap.canBind("hugo.bernard", hugosPassword)).toBe(true);
  expect(await readLink(world.services, leasLink)).toMatchObject({ state: "live", identifier: lea });
});

test.each<[gesture: string, whose: string, ready: () => Promise<() => Promise<unknown>>]>([
  [
    "the end of every other session",
    hugo,
    async () => {
      await world.inAs();
      const { visitor } = await world.inAs();
      return async () => ({ ok: (await closeOtherSessions(world.services, { visitor, caller: desk })) === 1 });
    },
  ],
  [
    "a password of « Mon compte »",
    hugo,
    async () => {
      const hugoIn = await world.inAs();
      return () => world.change(hugoIn, chosen, hugosPassword);
    },
  ],
  [
    "a password by a mailed link",
    hugo,
    async () => {
      const token = await world.mailed();
      return () => world.set(token, third);
    },
  ],
  [
    "a password at a desk",
    hugo,
    async () => {
      const id = await world.opened(garcia, "E2500104");
      return () => world.complete(garcia, id);
    },
  ],
  [
    "« Ce n’était pas moi »",
    hugo,
    async () => {
      const { token } = await world.changedAtDesk();
      return () => world.report(token);
    },
  ],
  [
    "« Ce n’était pas moi », by a link of before it said whose account it is about",
    hugo,
    async () => {
      const { token } = await world.changedAtDesk();
      await world.db.update(schema.reportLinks).set({ uid: null }).where(eq(schema.reportLinks.change, "desk"));
      return () => world.report(token);
    },
  ],
  [
    "a first password",
    camille.identifier,
    async () => {
      const token = await untilPassword(world, camille);
      return async () => setFirstPassword(world.services, await activationOf(world, token), newPassword, asked);
    },
  ],
])("%s changes nothing of anybody else’s", async (_, whose, ready) => {
  const act = await ready();
  const { id } = await world.student(whose);
  const before = await ofOthers(id);
  expect(await act()).toMatchObject({ ok: true });
  expect(await ofOthers(id)).toEqual(before);
  expect(await visitorOf(world.services, leaIn.token)).not.toBeNull();
  expect(await readLink(world.services, leasLink)).toMatchObject({ state: "live", identifier: lea });
});
