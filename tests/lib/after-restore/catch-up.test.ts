import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { activations, outgoingMails, provisionalCredentials, sessions, students } from "@/db/schema";
import { openActivation } from "@/lib/activation/open-activation";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { catchUp } from "@/lib/after-restore/catch-up";
import { connectDirectory } from "@/lib/directory/connect";
import { signIn } from "@/lib/session/sign-in";
import {
  activationOf,
  asked,
  caller,
  camille,
  ines,
  newPassword,
  open,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier, ines.identifier);
});
afterEach(() => world.close());

const run = (isTrial = false) => catchUp(world.services, { isTrial, account: "root" });
const reasonOf = async (sheet: typeof camille) => {
  const outcome = await openActivation(world.services, sheet, caller);
  return outcome.ok ? "opened" : outcome.reason;
};

/** The directory has her account open, with a password of hers, and the database is from before she opened it. */
async function openedSinceThen({ identifier }: typeof camille): Promise<void> {
  const person = await world.ldap.directory.findByLogin(identifier);
  if (!person) throw new Error(`${identifier} has no entry`);
  await world.ldap.directory.setPassword(person, newPassword.newPassword);
  await world.ldap.directory.activate(person);
}

test("the sheet of an account opened since the dump opens nothing any more, others still do, and the journal says so", async () => {
  await openedSinceThen(camille);
  const before = (await world.journal()).length;
  expect(await run()).toMatchObject({ opened: [camille.identifier], unread: [] });
  expect([await reasonOf(camille), await reasonOf(ines)]).toEqual(["already-active", "opened"]);
  const { id, activatedAt } = await world.student(camille.identifier);
  expect(activatedAt).toEqual(today);
  const sheets = (await world.credentials()).map(({ studentId, spentAt }) => [studentId === id, spentAt]);
  expect(new Map(sheets as [boolean, Date | null][])).toEqual(
    new Map([
      [true, today],
      [false, null],
    ]),
  );
  expect(await world.ldap.canBind("camille.martin", newPassword.newPassword)).toBe(true);
  const lines = (await world.journal()).slice(before);
  expect(lines.slice(0, 2)).toMatchObject([
    { kind: "restore.account", outcome: "succeeded", subject: camille.identifier, actor: null },
    { kind: "restore", outcome: "succeeded", details: { account: "root", accounts: 1 } },
  ]);
});

test("what was under way in the dump ends: first connections, sessions, mails, whose text goes", async () => {
  const token = await untilPassword(world, ines);
  await openedSinceThen(camille);
  const attempt = { username: camille.identifier, password: newPassword.newPassword, caller, former: null };
  expect(await signIn(world.services, attempt)).toMatchObject({ ok: true });
  const ended = { firstConnections: 1, sessions: 1, mails: 1 };
  const lastLine = (await world.journal()).at(-1)?.at;
  expect(await run()).toMatchObject({ ...ended, lastLine });
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "restore",
    details: { ...ended, since: "2026-11-12 11:00 UTC" },
  });
  expect(await world.db.select().from(activations)).toMatchObject([{ endedAt: today }]);
  expect(await world.db.select().from(sessions)).toMatchObject([{ endedAt: today }]);
  expect(await world.db.select().from(outgoingMails)).toMatchObject([{ abandonedAt: today, text: null, html: null }]);
  await expect(activationOf(world, token)).rejects.toThrow();
});

test("done again it changes nothing more", async () => {
  await openedSinceThen(camille);
  await open(world, ines);
  await run();
  expect(await run()).toMatchObject({ opened: [], firstConnections: 0, sessions: 0, mails: 0 });
});

test("a trial says the same and writes nothing", async () => {
  await openedSinceThen(camille);
  await open(world, ines);
  const written = async () => JSON.stringify([await world.journal(), await world.credentials()]);
  const before = await written();
  const trial = await run(true);
  expect(trial).toMatchObject({ opened: [camille.identifier], firstConnections: 1, sessions: 0 });
  expect(await written()).toBe(before);
  expect(await run()).toEqual(trial);
});

test("an account that its holder opened here, and one that nobody opened, stay as they are", async () => {
  const token = await untilPassword(world, camille);
  await setFirstPassword(world.services, await activationOf(world, token), newPassword, asked);
  expect(await run()).toMatchObject({ opened: [] });
  expect(await world.student(ines.identifier)).toMatchObject({ activatedAt: null });
});

test("an account suspended since it was opened counts as opened", async () => {
  await openedSinceThen(camille);
  const person = await world.ldap.directory.findByLogin(camille.identifier);
  if (person) await world.ldap.directory.suspend(person);
  expect(await run()).toMatchObject({ opened: [camille.identifier] });
});

test("who has left since is not asked about, and what was over stays as it ended: a sheet, a mail", async () => {
  await openedSinceThen(camille);
  await openedSinceThen(ines);
  await world.db.update(students).set({ withdrawnAt: today }).where(eq(students.identifier, ines.identifier));
  await world.db.update(provisionalCredentials).set({ revokedAt: today });
  const sent = { kind: "test-mail", recipient: "a@mail.example", locale: "fr", subject: "Bonjour" } as const;
  await world.db.insert(outgoingMails).values({ ...sent, createdAt: today, nextAttemptAt: today, sentAt: today });
  expect(await run()).toMatchObject({ opened: [camille.identifier], mails: 0 });
  expect((await world.credentials()).map(({ spentAt }) => spentAt)).toEqual([null, null]);
});

test("stopped before its end it has written nothing", async () => {
  await openedSinceThen(camille);
  const before = (await world.journal()).length;
  await world.db.execute(sql`alter table audit_entries add constraint unfinished check (kind <> 'restore')`);
  await expect(run()).rejects.toThrow();
  expect(await world.journal()).toHaveLength(before);
  expect(await reasonOf(camille)).toBe("opened");
});

test("while the directory does not answer nothing is written", async () => {
  await openedSinceThen(camille);
  const { env, institution, clock } = world.services;
  const away = connectDirectory({ ...env.ldap, urls: ["ldap://127.0.0.1:1"] }, institution, clock);
  const before = (await world.journal()).length;
  await expect(catchUp({ ...world.services, directory: away }, { isTrial: false, account: "root" })).rejects.toThrow();
  await away.close();
  expect(await world.journal()).toHaveLength(before);
  expect(await reasonOf(camille)).toBe("opened");
});

test("an entry that cannot be read is named, and the others are judged all the same", async () => {
  await openedSinceThen(camille);
  const directory = Object.create(world.services.directory, {
    findByLogin: {
      value: (login: string) =>
        login === ines.identifier
          ? Promise.reject(Object.assign(new Error("two"), { dependency: "directory", reason: "ambiguous-entry" }))
          : world.services.directory.findByLogin(login),
    },
  });
  const outcome = await catchUp({ ...world.services, directory }, { isTrial: false, account: "root" });
  expect(outcome).toMatchObject({ opened: [camille.identifier], unread: [ines.identifier] });
  expect(await reasonOf(ines)).toBe("opened");
});
