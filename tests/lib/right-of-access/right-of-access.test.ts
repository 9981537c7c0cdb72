import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { readEvents } from "@/lib/own-account/read-events";
import { exportPersonalData } from "@/lib/right-of-access/export-personal-data";
import { identifyPerson } from "@/lib/right-of-access/identify-person";
import { type Desk, startDesk } from "@/tests/support/desk";
import { signedIn } from "@/tests/support/readers";

const hugo = "hugo.bernard@etu.univ.example";
const dpo = signedIn("leroy-d", "staff", "dpo");

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());

const exported = (typed: string) => exportPersonalData(world.services, dpo, typed);
const lastLine = async () => (await world.journal()).at(-1);

test("the officer is given all of Hugo's data, however his identifier is typed; the journal says who took whose, before the file does, and so does Hugo's account", async () => {
  const taken = await exported("  Hugo.Bernard@ETU.univ.example ");
  const data = JSON.parse(taken?.document ?? "{}");
  expect(taken?.identifier).toBe(hugo);
  expect(data.register).toMatchObject({ identifier: hugo, familyName: "Bernard" });
  expect(await lastLine()).toMatchObject({
    ...{ kind: "personal-data.export", outcome: "succeeded", actor: "leroy-d", subject: hugo },
    ...{ address: dpo.caller.address, network: "filaire", details: null },
  });
  expect(data.journal.at(-1)).toMatchObject({ kind: "personal-data.export", by: "staff", address: null });
  expect(taken?.document).not.toContain("leroy");
  expect((await readEvents(world.services, hugo))[0]).toMatchObject({
    ...{ kind: "personal-data.export", staffRoles: ["staff", "dpo"], network: "filaire" },
  });
});

test.each([
  ["nobody's identifier", "personne.inconnue@etu.univ.example"],
  ["a password", "Cerisier-42-Volcan"],
  ["nothing", "  "],
  ["a NUL", `${hugo}\0`],
  ["a lone surrogate", "hugo\ud800"],
  ["a filter", "*)(uid=*"],
  ["a pattern of the database", "hugo.bernard@%"],
  ["a very long text", "a".repeat(50_000)],
])("%s is nobody's: nothing is given, and the journal holds none of it", async (_, typed) => {
  const lines = await world.linesOf(async () => {
    expect(await identifyPerson(world.services, dpo, typed)).toBeNull();
    expect(await exported(typed)).toBeNull();
  });
  const refused = "personal-data.export refused unknown-identifier";
  expect(lines).toEqual([refused, refused]);
  expect(await lastLine()).toMatchObject({ actor: "leroy-d", subject: null, details: null });
});

test("the officer sees whom an identifier names before anything is taken: students, staff, and who is in no register", async () => {
  await world.enrol("faure-m");
  const lines = await world.linesOf(async () => {
    expect(await identifyPerson(world.services, dpo, hugo)).toMatchObject({
      ...{ identifier: hugo, name: "Hugo Bernard", population: "student" },
    });
    expect(await identifyPerson(world.services, dpo, "FAURE-M")).toMatchObject({
      ...{ identifier: "faure-m", name: "Maxime Faure", population: "staff" },
    });
    expect(await identifyPerson(world.services, dpo, "garcia-l")).toEqual({
      ...{ identifier: "garcia-l", name: "Lucas Garcia", population: null, component: null },
    });
  });
  expect(lines).toEqual([]);
});

test("whoever was erased is given what is left: their lines of the journal, and that their identifier was theirs", async () => {
  const gone = "partie.depuis@etu.univ.example";
  await world.db.execute(sql`insert into used_identifiers values (${gone})`);
  await record(world.db, {
    at: world.services.clock.now(),
    kind: "account.erase",
    outcome: "succeeded",
    subject: gone,
  });
  const data = JSON.parse((await exported(gone))?.document ?? "{}");
  expect(data).toMatchObject({ identifiers: [gone], register: null, directory: null, sessions: [], mails: [] });
  expect(data.journal.map(({ kind }: { kind: string }) => kind)).toEqual(["account.erase", "personal-data.export"]);
});

test("the directory away: no half of it is given, and nothing is on record", async () => {
  const directory = { ...world.services.directory, findByLogin: () => Promise.reject(new Error("away")) };
  const lines = await world.linesOf(() =>
    expect(exportPersonalData({ ...world.services, directory }, dpo, hugo)).rejects.toThrow("away"),
  );
  expect(lines).toEqual([]);
});

test("somebody with many lines is given each of them once, in order", async () => {
  await world.db.execute(sql`insert into audit_entries (at, kind, outcome, actor, subject)
    select ${"2026-11-01T08:00:00Z"}::timestamptz + g * interval '1 second', 'sheet.issue', 'succeeded',
      case when g % 3 = 0 then 'petit-s' else 'dupont-n' end, 'p' || g || '@etu.univ.example' from generate_series(1, 18000) g`);
  const { acts } = JSON.parse((await exported("dupont-n"))?.document ?? "{}") as { acts: { at: string }[] };
  expect(acts).toHaveLength(12_000);
  expect(new Set(acts.map(({ at }) => at)).size).toBe(12_000);
  expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
});
