import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectDatabase } from "@/db/client";
import { recoveryAddresses, students } from "@/db/schema";
import type { Directory } from "@/lib/directory/directory";
import { AmbiguousEntry, DirectoryUnavailable, UnfitEntry } from "@/lib/errors";
import { answerRequests } from "@/lib/forgotten-password/answer-requests";
import { signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { hashToken } from "@/lib/secrets/tokens";
import { caller, lastConfirmation, today } from "@/tests/support/first-connections";
import { type Forgotten, hugo, hugosMail, startForgotten } from "@/tests/support/forgotten-passwords";
import { held } from "@/tests/support/held";

const elsewhere = (address: string) => ({ ...caller, address });

let world: Forgotten;
beforeEach(async () => {
  world = await startForgotten();
});
afterEach(() => world.close());

const reasonsWhen = (act: () => Promise<unknown>) => world.linesOf(act);

const away = () => ({
  ...world.services,
  directory: { ...world.ldap.directory, findByIdentifier: () => Promise.reject(new DirectoryUnavailable()) },
});

/** Asks, has it answered, and tells the journal's lines and how many mails left. */
async function asked(identifier: string, from = caller) {
  const before = (await world.mails()).length;
  const lines = await reasonsWhen(async () => {
    await world.ask(identifier, from);
    await world.answer();
  });
  return { lines, mails: (await world.mails()).length - before };
}

test("Hugo, who confirmed an address, gets one mail there, whose link is kept as a hash for 30 minutes", async () => {
  const { lines, mails } = await asked(hugo);
  expect(lines).toEqual(["forgotten-password.request succeeded"]);
  expect(mails).toBe(1);
  const [mail] = await world.mailsTo(hugosMail);
  const [token = ""] = await world.tokens();
  expect(mail?.text).toContain(`https://compte.univ.example/mot-de-passe-oublie/lien?jeton=${token}`);
  expect(mail?.text).toContain("12\u00a0novembre 2026 à 12\u00a0h\u00a030");
  expect(await world.links()).toEqual([
    expect.objectContaining({ tokenHash: hashToken(token), expiresAt: new Date(today.getTime() + 30 * 60_000) }),
  ]);
  expect(JSON.stringify([await world.links(), await world.journal()])).not.toContain(token);
  expect((await world.journal()).at(-1)).toMatchObject({ subject: hugo, address: caller.address, requestId: "test" });
  expect(await world.waiting()).toEqual([]);
});

test.each([
  ["personne.inconnue@etu.univ.example", "unknown-identifier"],
  ["lea.moreau@etu.univ.example", "no-recovery-email"],
  ["camille.martin@etu.univ.example", "account-not-activated"],
])("%s gets no mail, and the journal says why: %s", async (identifier, reason) => {
  expect(await asked(identifier)).toEqual({ lines: [`forgotten-password.request refused ${reason}`], mails: 0 });
  expect(await world.waiting()).toEqual([]);
});

test("a member of staff gets no mail, not even at a confirmed address: their passwords are not set here", async () => {
  await world.enrol("faure-m");
  const { id } = await world.student("faure-m");
  await world.db.update(students).set({ activatedAt: today }).where(eq(students.id, id));
  const address = { email: "maxime@mail.example", givenAt: today, confirmedAt: today };
  await world.db.insert(recoveryAddresses).values({ ...address, studentId: id });
  expect(await asked("faure-m")).toEqual({
    lines: ["forgotten-password.request refused unknown-identifier"],
    mails: 0,
  });
});

test("an identifier that nobody has is not repeated in the journal", async () => {
  await asked("personne.inconnue@etu.univ.example");
  expect((await world.journal()).at(-1)).toMatchObject({ subject: null });
});

test.each([
  ["suspended", { state: "suspended" as const }, "account-suspended"],
  ["hired", { affiliations: ["student", "employee"] }, "also-staff"],
  ["shut", { state: "inactive" as const }, "account-not-activated"],
])("a student whom the directory calls %s gets no mail", async (_, differences, reason) => {
  await world.setEntry("hugo.bernard", differences);
  expect(await asked(hugo)).toEqual({ lines: [`forgotten-password.request refused ${reason}`], mails: 0 });
});

test("an address that waits to be confirmed gets nothing", async () => {
  await world.db.update(recoveryAddresses).set({ confirmedAt: null }).where(eq(recoveryAddresses.email, hugosMail));
  expect((await asked(hugo)).lines).toEqual(["forgotten-password.request refused no-recovery-email"]);
});

test("an address that took the place of another is good after 24 hours, and not a minute before", async () => {
  const student = await world.student(hugo);
  const asker = signedInStudent({ uid: "hugo.bernard", roles: ["student"], login: hugo }, student.id, {
    caller,
    locale: "fr",
  });
  expect(await changeAddress(world.services, asker, "hugo@laposte.example")).toEqual({ ok: true });
  const { code } = await lastConfirmation(world, "hugo@laposte.example");
  world.pass(5);
  expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
  const refused = ["forgotten-password.request refused recovery-email-too-new"];
  expect((await asked(hugo)).lines).toEqual(refused);
  world.pass(24 * 60 - 1);
  expect((await asked(hugo)).lines).toEqual(refused);
  world.pass(1);
  expect((await asked(hugo)).lines).toEqual(["forgotten-password.request succeeded"]);
  expect((await world.mailsTo("hugo@laposte.example")).some(({ kind }) => kind === "password-link")).toBe(true);
});

test("an address given long after the account was opened, when none was in use, is good at once", async () => {
  const student = await world.student("lea.moreau@etu.univ.example");
  const now = world.services.clock.now();
  const address = { studentId: student.id, email: "lea@mail.example", givenAt: now, confirmedAt: now };
  // The one before was in use no longer, and so was not replaced.
  const former = { ...address, email: "avant@mail.example", withdrawnAt: new Date(now.getTime() - 60_000) };
  await world.db.insert(recoveryAddresses).values([former, address]);
  expect((await asked(student.identifier)).lines).toEqual(["forgotten-password.request succeeded"]);
});

test("a stranger gets three links mailed in an hour, and then as little as anyone; Hugo, elsewhere, still gets his", async () => {
  for (let time = 0; time < 3; time++) {
    expect((await asked(hugo)).mails).toBe(1);
    world.pass(16);
  }
  expect(await asked(hugo)).toEqual({ lines: ["forgotten-password.request refused too-many-links"], mails: 0 });
  expect((await asked(hugo, elsewhere("198.51.100.4"))).mails).toBe(1);
});

test("many strangers at once flood nobody: three links, all good for 15 minutes at least when a fourth is refused, and then more", async () => {
  const asks = Array.from({ length: 20 }, (_, place) => world.ask(hugo, elsewhere(`198.51.100.${place}`)));
  await Promise.all(asks);
  await Promise.all([world.answer(), world.answer(), world.answer()]);
  const tokens = await world.tokens();
  expect(tokens).toHaveLength(3);
  world.pass(14);
  expect((await asked(hugo)).mails).toBe(0);
  for (const { endedAt, expiresAt } of await world.links()) {
    expect(endedAt).toBeNull();
    expect(expiresAt.getTime() - world.services.clock.now().getTime()).toBeGreaterThanOrEqual(15 * 60_000);
  }
  world.pass(1);
  expect((await asked(hugo)).mails).toBe(1);
  expect(await world.set(tokens[0] ?? "")).toEqual({ ok: true });
});

test("asked again and again from one place, it waits once: one answer, and its line says how often it was asked", async () => {
  const from = ["2001:db8:1:2::a", "2001:db8:1:2:ffff::b", "2001:db8:1:2::a"].map(elsewhere);
  await Promise.all(from.map((place) => world.ask(hugo, place)));
  await world.ask(hugo, elsewhere("2001:db8:1:3::a"));
  expect(await world.waiting()).toHaveLength(2);
  await world.answer();
  expect(await world.tokens()).toHaveLength(2);
  const lines = (await world.journal()).filter(({ kind }) => kind === "forgotten-password.request");
  expect(lines.map(({ outcome, details }) => [outcome, details])).toEqual([
    ["succeeded", { timesAsked: 3 }],
    ["succeeded", null],
  ]);
});

test("three hundred requests in ten minutes from one address, and the next ones wait for nobody: nothing is kept of them but a line", async () => {
  const ask = () => world.ask("personne.inconnue@etu.univ.example");
  for (let hundred = 0; hundred < 3; hundred++) await Promise.all(Array.from({ length: 100 }, ask));
  const waiting = [expect.objectContaining({ timesAsked: 300 })];
  expect(await world.waiting()).toEqual(waiting);
  expect(await reasonsWhen(ask)).toEqual(["forgotten-password.request refused too-many-from-address"]);
  expect(await world.waiting()).toEqual(waiting);
});

test("whoever asks again while the directory is asked waits for nobody, and the answer under way is theirs too", async () => {
  const { services, letGo, isThere } = held(world.services, "findByIdentifier");
  await world.ask(hugo);
  const answering = world.answer(services);
  await isThere;
  await world.ask(hugo);
  letGo();
  await answering;
  await world.answer();
  expect(await world.tokens()).toHaveLength(1);
  expect((await world.journal()).at(-1)).toMatchObject({ outcome: "succeeded", details: { timesAsked: 2 } });
});

test("past the limit the directory is asked no more than for nobody: who has an account does not show by how long others wait", async () => {
  for (let time = 0; time < 3; time++) await asked(hugo);
  await world.ask(hugo);
  expect(await reasonsWhen(() => world.answer(away()))).toEqual(["forgotten-password.request refused too-many-links"]);
});

test("nor is it for a student whom it refuses: three looks, from anywhere, and then none for a quarter of an hour", async () => {
  await world.setEntry("hugo.bernard", { state: "suspended" });
  for (let place = 0; place < 3; place++) await asked(hugo, elsewhere(`198.51.100.${place}`));
  await world.ask(hugo, elsewhere("198.51.100.3"));
  expect(await reasonsWhen(() => world.answer(away()))).toEqual(["forgotten-password.request refused too-many-links"]);
  world.pass(15);
  const { lines } = await asked(hugo, elsewhere("198.51.100.4"));
  expect(lines).toEqual(["forgotten-password.request refused account-suspended"]);
});

test("the limit reached or nobody there, the database is sent the same statements", async () => {
  for (let time = 0; time < 3; time++) await asked(hugo);
  const statementsFor = async (identifier: string) => {
    const { db, pool } = connectDatabase(world.services.env.databaseUrl);
    const statements: unknown[] = [];
    pool.on("connect", (client) => {
      const query = client.query.bind(client) as (...all: unknown[]) => unknown;
      const noting = (...all: [{ text?: string }]) => {
        statements.push(all[0].text ?? all[0]);
        return query(...all);
      };
      Object.assign(client, { query: noting });
    });
    await world.ask(identifier);
    await world.answer({ ...world.services, db });
    await pool.end();
    return statements;
  };
  const ofHugo = await statementsFor(hugo);
  expect(ofHugo).not.toEqual([]);
  expect(await statementsFor("personne.inconnue@etu.univ.example")).toEqual(ofHugo);
});

test("an address with many requests keeps nobody waiting: each place that asks has its turn", async () => {
  const many = Array.from({ length: 30 }, (_, number) => `personne.${number}@etu.univ.example`);
  for (const identifier of many) await world.ask(identifier);
  await world.ask(hugo, elsewhere("198.51.100.4"));
  await world.answer();
  const lines = (await world.journal()).filter(({ kind }) => kind === "forgotten-password.request");
  expect(lines.map(({ outcome }) => outcome).slice(0, 3)).toEqual(["refused", "succeeded", "refused"]);
  expect(lines).toHaveLength(31);
});

test("whoever took a request and stopped answers it no more: after a minute another does, once", async () => {
  const { services, letGo, isThere } = held(world.services, "findByIdentifier");
  await world.ask(hugo);
  const stopped = world.answer(services);
  await isThere;
  await world.answer();
  expect(await world.tokens()).toEqual([]);
  world.pass(1);
  await world.answer();
  expect(await world.tokens()).toHaveLength(1);
  letGo();
  await expect(stopped).rejects.toThrow("another process has it");
  expect(await world.tokens()).toHaveLength(1);
});

test("one request answered by several processes at once is one mail", async () => {
  await world.ask(hugo);
  await Promise.all(Array.from({ length: 5 }, () => world.answer()));
  expect(await world.tokens()).toHaveLength(1);
});

test("while the directory is away a request waits, longer each time; after half an hour it is given up, and the journal says so", async () => {
  await world.ask(hugo);
  const unanswered = () => expect(answerRequests(away())).rejects.toThrow(DirectoryUnavailable);
  expect(await reasonsWhen(unanswered)).toEqual([]);
  await world.ask("personne.inconnue@etu.univ.example");
  expect(await world.answer()).toBe(false);
  expect(await world.tokens()).toEqual([]);
  world.pass(1);
  expect(await world.answer()).toBe(true);
  expect(await world.tokens()).toHaveLength(1);

  await world.ask(hugo);
  world.pass(29);
  expect(await reasonsWhen(unanswered)).toEqual([]);
  world.pass(1);
  expect(await reasonsWhen(unanswered)).toEqual(["forgotten-password.request failed unavailable"]);
  expect(await world.waiting()).toEqual([]);
});

test.each([
  ["two entries that claim to be Hugo", "ambiguous-entry", new AmbiguousEntry()],
  ["an entry of Hugo that cannot be used", "unfit-entry", new UnfitEntry()],
])("%s: no mail, IT finds it in the journal, and nobody else waits", async (_, reason, fault) => {
  const findByIdentifier: Directory["findByIdentifier"] = (identifier) =>
    identifier === hugo ? Promise.reject(fault) : world.ldap.directory.findByIdentifier(identifier);
  await world.ask(hugo);
  await world.ask("lea.moreau@etu.univ.example", elsewhere("198.51.100.4"));
  const services = { ...world.services, directory: { ...world.ldap.directory, findByIdentifier } };
  const lines = await reasonsWhen(() => answerRequests(services));
  expect(lines).toHaveLength(2);
  expect(lines).toContain(`forgotten-password.request failed ${reason}`);
});

test("the service stops between the link and the mail: nothing is half done, and the request is answered a minute later", async () => {
  const { sql } = await import("drizzle-orm");
  await world.ask(hugo);
  await world.db.execute(sql`alter table outgoing_mails add constraint full_outbox check (kind <> 'password-link')`);
  await expect(world.answer()).rejects.toThrow();
  expect(await world.links()).toEqual([]);
  await world.db.execute(sql`alter table outgoing_mails drop constraint full_outbox`);
  world.pass(1);
  await world.answer();
  expect(await world.tokens()).toHaveLength(1);
});
