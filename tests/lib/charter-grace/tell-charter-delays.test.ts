import { eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { charterAcceptances, charterDelays, charters, students } from "@/db/schema";
import { closeInterrupted } from "@/lib/audit/close-interrupted";
import { recordAcceptance } from "@/lib/charter/accept";
import { publishCharter } from "@/lib/charter/publish";
import { noteCharterDelays } from "@/lib/charter-grace/note-charter-delays";
import { selectDueBy, takeDelay } from "@/lib/charter-grace/queries";
import { tellCharterDelays } from "@/lib/charter-grace/tell-charter-delays";
import type { Directory } from "@/lib/directory/directory";
import { ChangeNotConfirmed } from "@/lib/directory/unexpected";
import { AmbiguousEntry, DirectoryUnavailable } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { type Desk, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

const aDay = 24 * 60 * 60_000;
const late = "{COMPTE}A:SupannSursis";
const active = "{COMPTE}A:SupannActif";
const published = new Date("2026-10-01T08:00:00Z");
const texts = { fr: "# Charte informatique\n\nDeux.\n", en: "# IT charter\n\nTwo.\n" };

let world: Desk;
let services: Services;
beforeAll(async () => {
  world = await startDesk();
  const institution = { ...world.services.institution, charterGrace: { days: 30, subState: "SupannSursis" } };
  services = { ...world.services, institution };
  for (const uid of ["hugo.bernard", "yanis.petit"]) await accept(uid, 1);
  await publishCharter(world.db, { version: 2, publishedAt: published, texts });
  // Everyone but Hugo and Yanis, whom IT has suspended, accepted it.
  for (const uid of ["lea.moreau", "tom.rousseau", "sacha.roux"]) await accept(uid, 2);
});
afterAll(() => world.close());
beforeEach(() => world.setNow(today));
afterEach(async () => {
  await world.db.delete(charterDelays);
  await world.setEntry("hugo.bernard", { password: "Cerisier-42-Volcan" });
});

async function accept(uid: string, version: number) {
  const { id } = await world.student(`${uid}@etu.univ.example`);
  const at = world.services.clock.now();
  const accepted = await recordAcceptance(world.db, { studentId: id, version, locale: "fr", at, address: "x" });
  expect(accepted.ok).toBe(true);
}

const stateOf = (uid: string) => world.entry(uid, "supannRessourceEtat");
const tell = async (differences: Partial<Directory> = {}) => {
  await noteCharterDelays(services);
  return tellCharterDelays({ ...services, directory: { ...world.ldap.directory, ...differences } });
};
const away = () => Promise.reject(new DirectoryUnavailable("away"));

test("not before the days of grace are over, and then once: the directory says so, the account stays open, the journal has both lines", async () => {
  world.setNow(new Date(published.getTime() + 30 * aDay - 1));
  expect(await world.linesOf(() => tell())).toEqual([]);
  expect(await stateOf("hugo.bernard")).toEqual([active]);
  world.setNow(new Date(published.getTime() + 30 * aDay));
  const lines = await world.linesOf(async () => {
    await tell();
    await tell();
  });
  expect(lines).toEqual(["charter.delay begun", "charter.delay succeeded"]);
  expect((await world.journal()).at(-1)).toMatchObject({
    actor: null,
    subject: "hugo.bernard@etu.univ.example",
    details: { version: 2 },
  });
  expect(await stateOf("hugo.bernard")).toEqual([late]);
  expect(await world.ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
  expect(await stateOf("lea.moreau")).toEqual([active]);
});

test("whoever is suspended, or has not opened their account, is left as they are", async () => {
  const before = [await stateOf("yanis.petit"), await stateOf("camille.martin")];
  await tell();
  expect([await stateOf("yanis.petit"), await stateOf("camille.martin")]).toEqual(before);
});

test("whoever has left is not late, nor is anybody of a version that was withdrawn before its date", async () => {
  const { id } = await world.student("hugo.bernard@etu.univ.example");
  await world.db.update(students).set({ withdrawnAt: today }).where(eq(students.id, id));
  expect(await world.linesOf(() => tell())).toEqual([]);
  await world.db.update(students).set({ withdrawnAt: null }).where(eq(students.id, id));
  const publishedAt = new Date(published.getTime() + 60_000);
  await publishCharter(world.db, { version: 9, publishedAt, texts });
  await world.db.update(charters).set({ withdrawnAt: published }).where(eq(charters.version, 9));
  await tell();
  const noted = await world.db.select().from(charterDelays);
  expect([...new Set(noted.map(({ version }) => version))]).toEqual([2]);
});

test("several instances at once tell each student once", async () => {
  const lines = await world.linesOf(() => Promise.all(Array.from({ length: 6 }, () => tell())));
  expect(lines).toEqual(["charter.delay begun", "charter.delay succeeded"]);
});

test("while one instance looks at a student, another looks at the next", async () => {
  await noteCharterDelays(services);
  const dues = await selectDueBy(world.db, today);
  const taking = { dues, now: today, until: new Date(today.getTime() + 60_000) };
  await world.db.transaction(async (tx) => {
    const first = await takeDelay(tx as unknown as typeof world.db, taking);
    const second = await takeDelay(world.db, taking);
    expect([first?.identifier, second?.identifier].sort()).toEqual([
      "hugo.bernard@etu.univ.example",
      "yanis.petit@etu.univ.example",
    ]);
  });
});

test("the directory away: nothing is lost, and it goes on once it is back", async () => {
  const failed = (differences: Partial<Directory>) =>
    world.linesOf(() => expect(tell(differences)).rejects.toThrow(DirectoryUnavailable));
  expect(await failed({ findByLogin: away })).toEqual([]);
  world.pass(10);
  expect(await failed({ markCharterDelay: away })).toEqual(["charter.delay begun", "charter.delay failed unavailable"]);
  expect(await stateOf("hugo.bernard")).toEqual([active]);
  world.pass(10);
  await tell();
  expect(await stateOf("hugo.bernard")).toEqual([late]);
});

test("told, and its answer lost: it has not failed, and the line stays open", async () => {
  const unanswered = tell({
    markCharterDelay: async (person, delay) => {
      await world.ldap.directory.markCharterDelay(person, delay);
      throw new ChangeNotConfirmed(new Error("no answer"), true);
    },
  });
  const lines = await world.linesOf(() => expect(unanswered).rejects.toThrow(ChangeNotConfirmed));
  expect(lines).toEqual(["charter.delay begun"]);
  expect(await stateOf("hugo.bernard")).toEqual([late]);
  world.pass(10);
  expect(await world.linesOf(() => tell())).toEqual(["charter.delay begun", "charter.delay succeeded"]);
  const closed = await world.linesOf(() => closeInterrupted(services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["charter.delay interrupted never-ended"]);
});

test("stopped once the directory was told: another instance says it again, and the line that never ended is closed", async () => {
  const stopping = { markCharterDelay: () => new Promise<void>(() => undefined) };
  void tell({
    markCharterDelay: async (person, delay) => {
      await world.ldap.directory.markCharterDelay(person, delay);
      return stopping.markCharterDelay();
    },
  });
  await expect.poll(() => stateOf("hugo.bernard")).toEqual([late]);
  expect(await world.linesOf(() => tell())).toEqual([]);
  world.pass(10);
  expect(await world.linesOf(() => tell())).toEqual(["charter.delay begun", "charter.delay succeeded"]);
  const closed = await world.linesOf(() => closeInterrupted(services, new Date(today.getTime() + 1)));
  expect(closed).toEqual(["charter.delay interrupted never-ended"]);
});

test("an institution that no longer sets a grace has what was told taken back", async () => {
  await tell();
  expect(await stateOf("hugo.bernard")).toEqual([late]);
  expect(await world.linesOf(() => tellCharterDelays(world.services))).toEqual([
    "charter.delay.end begun",
    "charter.delay.end succeeded",
  ]);
  expect(await stateOf("hugo.bernard")).toEqual([active]);
});

test("suspended since it was told, an account stays suspended when its charter is accepted; accepted while it is active, it is as before", async () => {
  await tell();
  await accept("hugo.bernard", 2);
  await world.setEntry("hugo.bernard", { state: "suspended" });
  expect(await world.linesOf(() => tell())).toEqual([]);
  expect(await stateOf("hugo.bernard")).toEqual(["{COMPTE}S:SupannVerrouille"]);
  expect(await world.db.select().from(charterDelays)).toHaveLength(1);

  await world.setEntry("hugo.bernard", {});
  await publishCharter(world.db, { version: 3, publishedAt: today, importance: "editorial", texts });
  world.setNow(new Date(today.getTime() + 60 * aDay));
  expect(await world.linesOf(() => tell())).toEqual([]);
  await publishCharter(world.db, { version: 4, publishedAt: world.services.clock.now(), texts });
  world.setNow(new Date(today.getTime() + 90 * aDay));
  await tell();
  expect(await stateOf("hugo.bernard")).toEqual([late]);
  await accept("hugo.bernard", 4);
  expect(await world.linesOf(() => tell())).toEqual(["charter.delay.end begun", "charter.delay.end succeeded"]);
  expect(await stateOf("hugo.bernard")).toEqual([active]);
});

test("a charter that is due of staff is due of no student, and the other way round", async () => {
  const at = new Date(today.getTime() + 120 * aDay);
  world.setNow(at);
  await publishCharter(world.db, { version: 5, population: "staff", publishedAt: published, texts });
  await accept("lea.moreau", 4);
  await accept("tom.rousseau", 4);
  await accept("sacha.roux", 4);
  const { studentId } = await openedStaffAccount("garcia-l");
  const staffState = () => stateOf("garcia-l");
  expect(await world.linesOf(() => tell())).toEqual(["charter.delay begun", "charter.delay succeeded"]);
  const ofStaff = (await world.db.select().from(charterDelays)).filter(({ version }) => version === 5);
  expect(ofStaff).toMatchObject([{ studentId }]);
  expect(await staffState()).toEqual([late]);
  const acceptance = { studentId, version: 5, locale: "fr", at, address: "x" } as const;
  expect(await recordAcceptance(world.db, { ...acceptance, version: 4 })).toMatchObject({ ok: false });
  expect((await recordAcceptance(world.db, acceptance)).ok).toBe(true);
  expect(await world.linesOf(() => tell())).toEqual(["charter.delay.end begun", "charter.delay.end succeeded"]);
  expect(await staffState()).toEqual([active]);
});

async function openedStaffAccount(identifier: string): Promise<{ studentId: string }> {
  const [row] = await world.db
    .insert(students)
    .values({
      population: "staff",
      identifier,
      mail: "lucas.garcia@univ.example",
      givenName: "Lucas",
      familyName: "Garcia",
      birthDate: "1988-03-04",
      componentCode: "KIO",
      componentName: "Kiosque info",
      enrolledOn: "2026-09-01",
      activatedAt: published,
    })
    .returning({ studentId: students.id });
  if (!row) throw new Error("an insert returned nothing");
  return row;
}

test("a directory that refuses the mark is asked once in ten minutes, however many are late", async () => {
  await world.db.delete(charterAcceptances);
  const refused = () => expect(tell({ markCharterDelay: away })).rejects.toThrow(DirectoryUnavailable);
  expect(await world.linesOf(refused)).toHaveLength(2);
  expect(await world.db.select().from(charterDelays)).not.toHaveLength(1);
  const idle = async () => expect(await tell({ markCharterDelay: away })).toBe(false);
  expect(await world.linesOf(idle)).toEqual([]);
  world.pass(10);
  expect(await world.linesOf(refused)).toHaveLength(2);
  world.pass(10);
  expect(await tell()).toBe(true);
});

test("one entry that is two keeps nobody else waiting", async () => {
  await world.db.delete(charterAcceptances);
  const isHugo = (login: string) => login === "hugo.bernard@etu.univ.example";
  const findByLogin: Directory["findByLogin"] = (login) =>
    isHugo(login) ? Promise.reject(new AmbiguousEntry()) : world.ldap.directory.findByLogin(login);
  await tell({ findByLogin });
  expect([await stateOf("hugo.bernard"), await stateOf("lea.moreau")]).toEqual([[active], [late]]);
});

test("two entries whose mark is refused time and again keep nobody else waiting", async () => {
  await world.db.delete(charterAcceptances);
  const refused = new Set<string>();
  const asked: string[] = [];
  const markCharterDelay: Directory["markCharterDelay"] = async ({ uid }) => {
    asked.push(uid);
    if (refused.size < 2) refused.add(uid);
    if (refused.has(uid)) return away();
  };
  for (let turn = 0; turn < 6; turn++) {
    await expect(tell({ markCharterDelay })).rejects.toThrow(DirectoryUnavailable);
    world.pass(10);
  }
  const [one, other] = [...refused];
  const others = asked.filter((uid) => !refused.has(uid));
  expect(asked).toEqual([one, other, ...others, one, other, one, other]);
  // They, and Yanis, who is suspended.
  const untold = await world.db.select().from(charterDelays).where(isNull(charterDelays.toldAt));
  expect(untold).toHaveLength(3);
});
