import { beforeAll, beforeEach, expect, test } from "vitest";
import { accountBlocks, reportLinks } from "@/db/schema";
import { liftBlocked } from "@/lib/account-block/lift-blocked";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { acceptCharter } from "@/lib/activation/accept-charter";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { openActivation } from "@/lib/activation/open-activation";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { publishCharter } from "@/lib/charter/publish";
import { charterStatus } from "@/lib/charter/status";
import type { Directory } from "@/lib/directory/directory";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { isStudentsRow } from "@/lib/session/queries";
import { signIn } from "@/lib/session/sign-in";
import type { Visitor } from "@/lib/session/visitor";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import {
  activationOf,
  asked,
  caller,
  camille,
  lastConfirmation,
  newPassword,
  open,
  startWorld,
  today,
  type World,
} from "@/tests/support/first-connections";

const maxime = { identifier: "faure-m", provisionalPassword: "T6WD-H9KV-4PXQ" };
const staffCharter = { fr: "# Charte du personnel\n\nUn.\n", en: "# Charter for staff\n\nOne.\n" };
const entry = {
  uid: "faure-m",
  givenName: "Maxime",
  familyName: "Faure",
  mail: "maxime.faure@univ.example",
  affiliations: ["employee", "member"],
  state: "inactive",
} as const;

let ldap: TestDirectory;
beforeAll(async () => {
  ldap = await startTestDirectory();
  return () => ldap.close();
});

let world: World;
beforeEach(async () => {
  world = await startWorld(ldap);
  await publishCharter(world.db, { version: 7, population: "staff", publishedAt: today, texts: staffCharter });
  await ldap.store.putPerson(entry);
  await world.enrol(maxime.identifier);
  return () => world.close();
});

async function untilPassword(): Promise<string> {
  const token = await open(world, maxime);
  await giveRecoveryEmail(world.services, await activationOf(world, token), "max@laposte.example", asked);
  const acceptance = { version: 7, locale: "fr" } as const;
  expect(await acceptCharter(world.services, await activationOf(world, token), acceptance, caller)).toMatchObject({
    ok: true,
  });
  return token;
}

const choosePassword = async (token: string) =>
  setFirstPassword(world.services, await activationOf(world, token), newPassword, asked);

test("the sheet from HR opens an account of staff as a student’s does: the password, the state, the journal, the mail to the address at work", async () => {
  const token = await untilPassword();
  expect(await activationOf(world, token)).toMatchObject({ population: "staff", step: "password" });
  expect(await choosePassword(token)).toEqual({ ok: true });
  expect(await ldap.canBind("faure-m", newPassword.newPassword)).toBe(true);
  expect(await world.entry("faure-m", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect((await world.journal()).at(-1)).toMatchObject({
    kind: "activation.password",
    outcome: "succeeded",
    subject: "faure-m",
  });
  expect((await world.mailsTo("maxime.faure@univ.example")).map(({ kind }) => kind)).toEqual(["account-activated"]);
  expect(await openActivation(world.services, maxime, caller)).toEqual({ ok: false, reason: "already-active" });
});

test("staff accept their own charter: the students’ is not theirs, nor theirs the students’", async () => {
  const token = await open(world, maxime);
  await giveRecoveryEmail(world.services, await activationOf(world, token), "max@laposte.example", asked);
  const students = { version: 1, locale: "fr" } as const;
  expect(await acceptCharter(world.services, await activationOf(world, token), students, caller)).toEqual({
    ok: false,
    reason: "charter-replaced",
  });
  await world.enrol(camille.identifier);
  const other = await open(world, camille);
  await giveRecoveryEmail(world.services, await activationOf(world, other), "cam@laposte.example", asked);
  const staff = { version: 7, locale: "fr" } as const;
  expect(await acceptCharter(world.services, await activationOf(world, other), staff, caller)).toEqual({
    ok: false,
    reason: "charter-replaced",
  });
});

test("signed in, who opened such an account is asked again when their charter changes, and not when the students’ does", async () => {
  await choosePassword(await untilPassword());
  const typed = { username: "faure-m", password: newPassword.newPassword, caller, former: null };
  const outcome = await signIn(world.services, typed);
  if (!outcome.ok || !outcome.visitor.registerId) throw new Error("not signed in as one of the register");
  expect(outcome.visitor.roles).toEqual(["staff"]);
  const status = () => charterStatus(world.db, world.services.clock.now(), outcome.visitor.registerId ?? "");
  expect(await status()).toEqual({ accepted: true, version: 7, acceptedVersion: 7 });
  world.pass(1);
  await world.publishCharter(8);
  expect(await status()).toEqual({ accepted: true, version: 7, acceptedVersion: 7 });
  const publishedAt = world.services.clock.now();
  await publishCharter(world.db, { version: 9, population: "staff", publishedAt, texts: staffCharter });
  expect(await status()).toEqual({ accepted: false, version: 9, acceptedVersion: 7 });
});

test("an account that was open before HR's file named it is known to be so once its holder signs in: it has no sheet to come", async () => {
  await ldap.store.putPerson({ ...entry, state: "active", password: "Ancien-48-Tandem" });
  expect((await world.student("faure-m")).activatedAt).toBeNull();
  const typed = { username: "faure-m", password: "Ancien-48-Tandem", caller, former: null };
  expect(await signIn(world.services, typed)).toMatchObject({ ok: true });
  expect((await world.student("faure-m")).activatedAt).toEqual(today);
  expect(await openActivation(world.services, maxime, caller)).toEqual({ ok: false, reason: "already-active" });
});

test("an account that its own sheet is opening is left to that first connection, whoever signs in meanwhile", async () => {
  const token = await untilPassword();
  const stopping = async (...asked: Parameters<typeof ldap.directory.activate>) => {
    await ldap.directory.activate(...asked);
    throw new Error("the service stopped");
  };
  const services = { ...world.services, directory: { ...ldap.directory, activate: stopping } };
  const sent = setFirstPassword(services, await activationOf(world, token), newPassword, asked);
  await expect(sent).rejects.toThrow("the service stopped");
  const typed = { username: "faure-m", password: newPassword.newPassword, caller, former: null };
  expect(await signIn(world.services, typed)).toMatchObject({ ok: true });
  expect((await world.student("faure-m")).activatedAt).toBeNull();
  expect(await choosePassword(token)).toEqual({ ok: true });
  expect((await world.student("faure-m")).activatedAt).toEqual(today);
});

test("an address of staff that is confirmed later is told to their address at work, with nothing to press: they call IT", async () => {
  const token = await untilPassword();
  await choosePassword(token);
  const { code } = await lastConfirmation(world, "max@laposte.example");
  const asker = activatingStudent(await activationOf(world, token), asked);
  expect(await confirmByCode(world.services, asker, code)).toMatchObject({ ok: true });
  const told = (await world.mailsTo("maxime.faure@univ.example")).find(({ kind }) => kind === "recovery-confirmed");
  expect(told?.text).toContain("max@laposte.example");
  expect(told?.text).not.toContain("jeton=");
  expect(await world.entry("faure-m", "supannMailPrive")).toEqual(["{SECOURS}max@laposte.example"]);
});

test.each(["active", "unknown"] as const)(
  "an account whose state is %s keeps its password: the right sheet is told so at the first step, and at the last",
  async (state) => {
    const token = await untilPassword();
    const person = { ...entry, state: "active", password: "Ancien-48-Tandem" } as const;
    await ldap.store.putPerson(person);
    const read = ldap.directory.findByLogin;
    const directory = {
      ...ldap.directory,
      findByLogin: async (login: string) => {
        const found = await read(login);
        return found && { ...found, state };
      },
    };
    const services = { ...world.services, directory };
    const refusal = { ok: false, reason: "account-open" };
    expect(await setFirstPassword(services, await activationOf(world, token), newPassword, asked)).toEqual(refusal);
    expect(await openActivation(services, maxime, caller)).toEqual(refusal);
    const wrong = { ...maxime, provisionalPassword: camille.provisionalPassword };
    expect(await openActivation(services, wrong, caller)).toEqual({ ok: false, reason: "wrong-password" });
    expect(await ldap.canBind("faure-m", "Ancien-48-Tandem")).toBe(true);
    expect(await ldap.canBind("faure-m", newPassword.newPassword)).toBe(false);
  },
);

test("without an entry in the directory nothing is made: IT is named, and the sheet opens the account once there is one", async () => {
  const token = await untilPassword();
  const made: string[] = [];
  const directory: Directory = {
    ...ldap.directory,
    findByLogin: async () => null,
    createEntry: async ({ identifier }) => {
      made.push(identifier);
      return { ok: false, reason: "no-entry" };
    },
  };
  const services = { ...world.services, directory };
  const refusal = { ok: false, reason: "account-missing" };
  expect(await setFirstPassword(services, await activationOf(world, token), newPassword, asked)).toEqual(refusal);
  expect(made).toEqual([]);
  expect(await choosePassword(token)).toEqual({ ok: true });
});

test("where the institution file says nothing of staff, their sheets open nothing, and what was begun is over", async () => {
  const token = await open(world, maxime);
  const services = { ...world.services, institution: { ...world.services.institution, populations: {} } };
  expect(await openActivation(services, maxime, caller)).toEqual({ ok: false, reason: "unknown-identifier" });
  await expect(activationOf({ ...world, services }, token)).rejects.toThrow("no first connection under way");
});

test("what the institution file says of staff holds for them alone", async () => {
  const { populations } = world.services.institution;
  if (!populations.staff) throw new Error("the demo university has a population of staff");
  const staff = { ...populations.staff, opensAfterDays: 30, recoveryConfirmation: "required" } as const;
  const services = { ...world.services, institution: { ...world.services.institution, populations: { staff } } };
  expect(await openActivation(services, maxime, caller)).toMatchObject({ ok: false, reason: "not-open-yet" });
  await world.enrol(camille.identifier);
  expect(await openActivation(services, camille, caller)).toMatchObject({ ok: true });
});

test("an address of the institution is no recovery address of staff", async () => {
  const token = await open(world, maxime);
  for (const email of ["maxime.faure@univ.example", "maxime@etu.univ.example"]) {
    expect(await giveRecoveryEmail(world.services, await activationOf(world, token), email, asked)).toMatchObject({
      ok: false,
      reason: "university-address",
    });
  }
});

test("what a member of staff reported, IT shuts in the directory, and opens again", async () => {
  expect(await choosePassword(await untilPassword())).toEqual({ ok: true });
  const { id: studentId, identifier } = await world.student("faure-m");
  const at = world.services.clock.now();
  const change = { change: "account", changedAt: at, tokenHash: "reported", expiresAt: at, usedAt: at } as const;
  const [link] = await world.db
    .insert(reportLinks)
    .values({ studentId, ...change })
    .returning({ id: reportLinks.id });
  await world.db.insert(accountBlocks).values({ studentId, reportLinkId: link?.id ?? "", blockedAt: at });
  const visitor = { uid: "fabre-a", roles: ["staff", "admin"] } as unknown as Visitor;
  const asked = { visitor, caller, student: { id: studentId, identifier } };
  expect(await suspendBlocked(world.services, asked)).toEqual({ ok: true });
  expect(await ldap.canBind("faure-m", newPassword.newPassword)).toBe(false);
  expect(await liftBlocked(world.services, asked)).toEqual({ ok: true });
  expect(await ldap.canBind("faure-m", newPassword.newPassword)).toBe(true);
});

test("a sheet whose login is that of a student’s entry opens nothing: no office gives the password of the other’s people", async () => {
  await ldap.store.putPerson({ ...entry, affiliations: ["student", "member"] });
  const refusal = { ok: false, reason: "account-missing" };
  expect(await choosePassword(await untilPassword())).toEqual(refusal);
  expect(await world.entry("faure-m", "supannRessourceEtat")).toEqual(["{COMPTE}I:SupannPrecree"]);
  expect((await world.journal()).at(-1)).toMatchObject({ outcome: "refused", reason: "students-entry" });
  await ldap.store.putPerson({ ...entry, affiliations: ["student", "employee", "member"] });
  expect(await choosePassword(await untilPassword())).toEqual({ ok: true });
});

test("a doctoral student who opened an account of staff is asked for the charter of staff by that login", async () => {
  await ldap.store.putPerson({ ...entry, affiliations: ["student", "researcher", "employee", "member"] });
  expect(await choosePassword(await untilPassword())).toEqual({ ok: true });
  const typed = { username: "faure-m", password: newPassword.newPassword, caller, former: null };
  const { id } = await world.student("faure-m");
  expect(await signIn(world.services, typed)).toMatchObject({ visitor: { roles: ["student"], registerId: id } });
  expect(await isStudentsRow(world.db, id)).toBe(false);
  const services = { ...world.services, institution: { ...world.services.institution, populations: {} } };
  expect(await signIn(services, typed)).toMatchObject({ visitor: { registerId: null } });
});
