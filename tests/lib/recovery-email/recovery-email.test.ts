import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressConfirmations, recoveryAddresses, students } from "@/db/schema";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable } from "@/lib/errors";
import { type Asker, activatingStudent, signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { confirmByLink, readLink } from "@/lib/recovery-email/confirm-by-link";
import { confirmAddress } from "@/lib/recovery-email/queries";
import { resendConfirmation } from "@/lib/recovery-email/resend-confirmation";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { lockStudent } from "@/lib/student-lock/queries";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import {
  activationOf,
  asked,
  camille,
  ines,
  lastConfirmation,
  newPassword,
  open,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";

const email = "cam@laposte.example";

let ldap: TestDirectory;
beforeAll(async () => {
  ldap = await startTestDirectory();
  return () => ldap.close();
});

let world: World;
beforeEach(async () => {
  world = await startWorld(ldap);
  return () => world.close();
});

async function giving(sheet = camille) {
  await world.enrol(sheet.identifier);
  const token = await open(world, sheet);
  const give = async (typed: string) =>
    giveRecoveryEmail(world.services, await activationOf(world, token), typed, asked);
  const asker = activatingStudent(await activationOf(world, token), asked);
  return { token, give, asker };
}

const standing = (asker: Asker) => recoveryStanding(world.services, asker.studentId);
const confirmations = () => world.db.select().from(addressConfirmations);
/** A code that is not this one. */
const otherThan = (code: string, step = 1) => String((Number(code) + step) % 1_000_000).padStart(6, "0");

describe("giving an address", () => {
  test("it waits to be confirmed, and a message that names nobody goes to it", async () => {
    const { give, asker } = await giving();
    expect(await give("Cam@LaPoste.example")).toEqual({ ok: true, step: "charter", sendableAt: null });
    const { pending, confirmed } = await standing(asker);
    expect(confirmed).toBeNull();
    expect(pending?.email).toBe("Cam@laposte.example");
    expect(pending?.expiresAt?.toISOString()).toBe("2026-11-12T22:59:59.000Z");
    const { text, code, token } = await lastConfirmation(world, "Cam@laposte.example");
    expect(text).toContain("https://compte.univ.example/mail-de-secours/confirmer?jeton=");
    expect(text).not.toMatch(/camille|martin/i);
    const kept = JSON.stringify([await confirmations(), await world.journal()]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(token);
  });

  test.each([
    ["cam@etu.univ.example", "university-address"],
    ["cam", "not-an-address"],
  ])("%j is refused, told, and written down as %s; no message leaves", async (typed, reason) => {
    const { give } = await giving();
    expect(await give(typed)).toEqual({ ok: false, reason });
    expect((await world.journal()).at(-1)).toMatchObject({
      kind: "activation.recovery-email",
      outcome: "refused",
      reason,
    });
    expect(await world.mails()).toEqual([]);
  });

  test("corrected, the first one is withdrawn, and its code and its link are worth nothing", async () => {
    const { give, asker } = await giving();
    await give("wrong@laposte.example");
    const first = await lastConfirmation(world, "wrong@laposte.example");
    expect(await give(email)).toMatchObject({ ok: true, step: "charter" });
    expect((await standing(asker)).pending?.email).toBe(email);
    expect(await confirmByCode(world.services, asker, first.code)).toEqual({ ok: false, reason: "wrong-code" });
    expect(await readLink(world.services, first.token)).toEqual({ state: "dead" });
    expect(await confirmByLink(world.services, asker, first.token)).toEqual({ ok: false, reason: "link-expired" });
  });

  test("confirmed, then corrected and confirmed again before the account opens: the second one may be used at once", async () => {
    await world.enrol(camille.identifier);
    const token = await untilPassword(world, camille, "wrong@laposte.example");
    const asker = activatingStudent(await activationOf(world, token), asked);
    const confirm = async (address: string) =>
      confirmByCode(world.services, asker, (await lastConfirmation(world, address)).code);
    expect(await confirm("wrong@laposte.example")).toEqual({ ok: true });
    await giveRecoveryEmail(world.services, await activationOf(world, token), email, asked);
    world.pass(1);
    expect(await confirm(email)).toEqual({ ok: true });
    await setFirstPassword(world.services, await activationOf(world, token), newPassword, asked);
    expect(await standing(asker)).toEqual({ confirmed: email, usableAt: null, pending: null });
  });

  test("three messages an hour for a student, whatever the addresses; then the next hour", async () => {
    const { give, asker } = await giving();
    for (const typed of ["a@mail.example", "b@mail.example"]) expect(await give(typed)).toMatchObject({ ok: true });
    expect(await resendConfirmation(world.services, asker)).toEqual({ ok: true });
    const former = await lastConfirmation(world, "b@mail.example");
    // The limit is on messages: the fourth address is kept, the first connection goes on, and nothing leaves.
    const inAnHour = new Date(today.getTime() + 3_600_000);
    expect(await give("c@mail.example")).toEqual({ ok: true, step: "charter", sendableAt: inAnHour });
    expect((await standing(asker)).pending).toEqual({
      email: "c@mail.example",
      sentAt: null,
      expiresAt: null,
      sendableAt: inAnHour,
    });
    expect(await world.mails()).toHaveLength(3);
    expect(await confirmByCode(world.services, asker, former.code)).toEqual({ ok: false, reason: "code-expired" });
    expect(await readLink(world.services, former.token)).toEqual({ state: "dead" });
    expect(await resendConfirmation(world.services, asker)).toEqual({
      ok: false,
      reason: "too-many-mails",
      retryAt: inAnHour,
    });
    expect(await world.mails()).toHaveLength(3);
    world.pass(61);
    expect((await standing(asker)).pending?.sendableAt).toBeNull();
    expect(await resendConfirmation(world.services, asker)).toEqual({ ok: true });
    const { code } = await lastConfirmation(world, "c@mail.example");
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
  });

  test("three messages an hour for an address, whoever gives it", async () => {
    const one = await giving();
    const other = await giving(ines);
    await one.give(email);
    await other.give(email);
    await one.give(email);
    expect(await other.give("CAM@laposte.example")).toMatchObject({ ok: true });
    expect(await world.mails()).toHaveLength(3);
  });
});

describe("the code", () => {
  test("confirms, with its spaces, and once only; typed twice at once, both hear that it is done", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code } = await lastConfirmation(world, email);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const outcomes = await Promise.all([spaced, code].map((typed) => confirmByCode(world.services, asker, typed)));
    expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
    expect(await standing(asker)).toMatchObject({ confirmed: email, pending: null });
    const succeeded = (await world.journal()).filter(
      ({ kind, outcome }) => kind === "activation.recovery-email.confirmation" && outcome === "succeeded",
    );
    expect(succeeded).toHaveLength(1);
    expect(await confirmByCode(world.services, asker, otherThan(code))).toEqual({ ok: false, reason: "wrong-code" });
  });

  test("typed while another window is confirming with it, it hears that it is done", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code } = await lastConfirmation(world, email);
    const [message] = await confirmations();
    if (!message) throw new Error("no message was sent");
    const { second } = await world.db.transaction(async (tx) => {
      const used = { confirmationId: message.id, addressId: message.addressId, studentId: asker.studentId };
      expect(await confirmAddress(tx, used, today)).toEqual({ former: null });
      const second = confirmByCode(world.services, asker, code);
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      return { second };
    });
    expect(await second).toEqual({ ok: true });
  });

  test("five wrong ones kill the message, the right one and the link included; another message works", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code, token } = await lastConfirmation(world, email);
    for (let step = 1; step <= 5; step++) {
      expect(await confirmByCode(world.services, asker, otherThan(code, step))).toEqual({
        ok: false,
        reason: "wrong-code",
      });
    }
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: false, reason: "code-expired" });
    expect(await readLink(world.services, token)).toEqual({ state: "dead" });
    expect(await confirmByLink(world.services, asker, token)).toEqual({ ok: false, reason: "link-expired" });
    expect((await standing(asker)).pending).toMatchObject({ email, expiresAt: null });
    world.pass(1);
    await resendConfirmation(world.services, asker);
    const again = await lastConfirmation(world, email);
    expect(again.code).not.toBe(code);
    expect(await confirmByCode(world.services, asker, again.code)).toEqual({ ok: true });
  });

  test("of forty guesses sent together, five are looked at", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code } = await lastConfirmation(world, email);
    const guesses = Array.from({ length: 40 }, (_, index) => otherThan(code, index + 1));
    const outcomes = await Promise.all(guesses.map((guess) => confirmByCode(world.services, asker, guess)));
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "wrong-code")).toHaveLength(5);
    expect((await confirmations()).map(({ wrongTries }) => wrongTries)).toEqual([5]);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: false, reason: "code-expired" });
  });

  test("sent again, the one before is worth nothing", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code } = await lastConfirmation(world, email);
    const [first] = await confirmations();
    world.pass(1);
    await resendConfirmation(world.services, asker);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: false, reason: "wrong-code" });
    // Neither is it when the other message leaves just after the code was found right.
    const tried = { confirmationId: first?.id ?? "", addressId: first?.addressId ?? "", studentId: asker.studentId };
    expect(await confirmAddress(world.db, tried, today)).toBeNull();
  });

  test("sent again while another window corrects the address: no more messages than those two gave", async () => {
    const { give, token, asker } = await giving();
    await give(email);
    const activation = await activationOf(world, token);
    let again: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      const services = { ...world.services, db: tx as unknown as typeof world.db };
      await giveRecoveryEmail(services, activation, "autre@laposte.example", asked);
      again = resendConfirmation(world.services, asker);
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
    });
    expect(await again).toEqual({ ok: false, reason: "nothing-to-confirm" });
    expect(await confirmations()).toHaveLength(2);
  });

  test("typed while another window opens the account: the address goes to the directory too", async () => {
    await world.enrol(camille.identifier);
    const token = await untilPassword(world, camille, "entre-temps@laposte.example");
    const asker = activatingStudent(await activationOf(world, token), asked);
    const { code } = await lastConfirmation(world, "entre-temps@laposte.example");
    let confirming: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await lockStudent(tx as unknown as typeof world.db, asker.studentId);
      confirming = confirmByCode(world.services, asker, code);
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      await tx.update(students).set({ activatedAt: today }).where(eq(students.id, asker.studentId));
    });
    expect(await confirming).toEqual({ ok: true });
    const held = await world.entry("camille.martin", "supannMailPrive");
    expect(held).toEqual(["{SECOURS}entre-temps@laposte.example"]);
  });

  test("is too old after 23:59:59 that day", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code, token } = await lastConfirmation(world, email);
    world.setNow(new Date("2026-11-12T22:59:58Z"));
    expect(await readLink(world.services, token)).toMatchObject({ state: "live" });
    world.setNow(new Date("2026-11-12T22:59:59Z"));
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: false, reason: "code-expired" });
    expect(await confirmByLink(world.services, asker, token)).toEqual({ ok: false, reason: "link-expired" });
  });

  test.each(["", "12345", "abcdef", "*)(uid=*", "1".repeat(60)])("%j is no code, and costs no try", async (typed) => {
    const { give, asker } = await giving();
    await give(email);
    expect(await confirmByCode(world.services, asker, typed)).toEqual({ ok: false, reason: "wrong-code" });
    expect((await confirmations()).map(({ wrongTries }) => wrongTries)).toEqual([0]);
  });

  test("confirms nothing when nothing waits, and nothing of another student", async () => {
    const { give } = await giving();
    await give(email);
    const { code, token } = await lastConfirmation(world, email);
    const other = await giving(ines);
    expect(await confirmByCode(world.services, other.asker, code)).toEqual({ ok: false, reason: "nothing-to-confirm" });
    expect(await resendConfirmation(world.services, other.asker)).toEqual({ ok: false, reason: "nothing-to-confirm" });
    expect(await confirmByLink(world.services, other.asker, token)).toEqual({ ok: false, reason: "another-student" });
    expect((await confirmations()).every(({ usedAt }) => usedAt === null)).toBe(true);
  });
});

describe("the link", () => {
  test("shows its code, and reading it changes nothing", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { code, token } = await lastConfirmation(world, email);
    for (let round = 0; round < 3; round++) {
      expect(await readLink(world.services, token)).toMatchObject({ state: "live", code, email });
    }
    expect((await standing(asker)).confirmed).toBeNull();
    expect(await readLink(world.services, "A".repeat(43))).toEqual({ state: "dead" });
  });

  test("confirms by its button; pressed twice, both hear that it is done", async () => {
    const { give, asker } = await giving();
    await give(email);
    const { token } = await lastConfirmation(world, email);
    const outcomes = await Promise.all([1, 2].map(() => confirmByLink(world.services, asker, token)));
    expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
    expect(await readLink(world.services, token)).toMatchObject({ state: "confirmed" });
    expect((await standing(asker)).confirmed).toBe(email);
  });
});

describe("once the account is open", () => {
  let asker: Asker;
  let studentId: string;
  beforeEach(async () => {
    await world.enrol(camille.identifier);
    const token = await untilPassword(world, camille, email);
    await setFirstPassword(world.services, await activationOf(world, token), newPassword, asked);
    studentId = (await activationOf(world, token)).studentId;
    const visitor = { uid: "camille.martin", roles: ["student"], login: camille.identifier } as const;
    asker = signedInStudent(visitor, studentId, asked);
  });

  test("confirming writes it in the directory, between two lines of the journal, and tells the university address", async () => {
    const { code } = await lastConfirmation(world, email);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([`{SECOURS}${email}`]);
    const [begun, succeeded] = (await world.journal()).slice(-2);
    expect(begun).toMatchObject({ kind: "recovery-email.confirmation", outcome: "begun", actor: "camille.martin" });
    expect(succeeded).toMatchObject({
      outcome: "succeeded",
      operationId: begun?.operationId,
      subject: camille.identifier,
    });
    const [mail] = (await world.mailsTo(camille.identifier)).filter(({ kind }) => kind === "recovery-confirmed");
    expect(mail?.text).toContain(email);
  });

  test("the directory away: nothing is lost, and the same code works once it is back", async () => {
    const { code } = await lastConfirmation(world, email);
    const away: Partial<Directory> = {
      writeRecoveryEmail: async () => {
        throw new DirectoryUnavailable();
      },
    };
    const services = { ...world.services, directory: { ...ldap.directory, ...away } };
    await expect(confirmByCode(services, asker, code)).rejects.toThrow(DirectoryUnavailable);
    expect((await standing(asker)).confirmed).toBeNull();
    expect((await world.journal()).slice(-2).map(({ outcome }) => outcome)).toEqual(["begun", "failed"]);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
  });

  test("the database lost once the directory has it: the journal says neither done nor failed, and the same code ends it", async () => {
    const { code } = await lastConfirmation(world, email);
    const losing: Partial<Directory> = {
      writeRecoveryEmail: async (person, address) => {
        await ldap.directory.writeRecoveryEmail(person, address);
        await world.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction'`);
      },
    };
    const services = { ...world.services, directory: { ...ldap.directory, ...losing } };
    await expect(confirmByCode(services, asker, code)).rejects.toThrow();
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([`{SECOURS}${email}`]);
    const outcomes = async () =>
      (await world.journal())
        .filter(({ kind }) => kind === "recovery-email.confirmation")
        .map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(["begun"]);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
    expect(await standing(asker)).toMatchObject({ confirmed: email });
    expect(await outcomes()).toEqual(["begun", "begun", "succeeded"]);
  });

  test("replaced by another window just before: the directory is not even written", async () => {
    const { code } = await lastConfirmation(world, email);
    const person = await ldap.directory.findByLogin(camille.identifier);
    if (person) await ldap.directory.writeRecoveryEmail(person, "before@mail.example");
    const replacing: Partial<Directory> = {
      findByLogin: async (identifier) => {
        expect(await changeAddress(world.services, asker, "new@mail.example")).toEqual({ ok: true });
        return ldap.directory.findByLogin(identifier);
      },
    };
    const services = { ...world.services, directory: { ...ldap.directory, ...replacing } };
    expect(await confirmByCode(services, asker, code)).toMatchObject({ ok: false });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}before@mail.example"]);
    expect(await standing(asker)).toMatchObject({ confirmed: null, pending: { email: "new@mail.example" } });
    const [begun, ended] = (await world.journal()).filter(({ operationId }) => operationId).slice(-2);
    expect([begun?.outcome, ended?.outcome, ended?.reason]).toEqual(["begun", "refused", "replaced-meanwhile"]);
    expect(ended?.operationId).toBe(begun?.operationId);
  });

  test("replaced by another window while the directory is written: that one waits, and register and directory agree", async () => {
    const { code } = await lastConfirmation(world, email);
    let replaced: ReturnType<typeof changeAddress> | undefined;
    const replacing: Partial<Directory> = {
      writeRecoveryEmail: async (person, address) => {
        await ldap.directory.writeRecoveryEmail(person, address);
        replaced = changeAddress(world.services, asker, "new@mail.example");
        await expect.poll(() => lockWaiters(world.db)).toBe(1);
      },
    };
    const services = { ...world.services, directory: { ...ldap.directory, ...replacing } };
    expect(await confirmByCode(services, asker, code)).toEqual({ ok: true });
    expect(await replaced).toEqual({ ok: true });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([`{SECOURS}${email}`]);
    expect(await standing(asker)).toMatchObject({ confirmed: email, pending: { email: "new@mail.example" } });
  });

  test("changed in « Mon compte », the old one serves until the new one is confirmed", async () => {
    const former = await lastConfirmation(world, email);
    await confirmByCode(world.services, asker, former.code);
    world.pass(61);
    expect(await changeAddress(world.services, asker, "cam@univ.example")).toEqual({
      ok: false,
      reason: "university-address",
    });
    expect(await changeAddress(world.services, asker, "new@mail.example")).toEqual({ ok: true });
    expect(await standing(asker)).toMatchObject({ confirmed: email, pending: { email: "new@mail.example" } });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual([`{SECOURS}${email}`]);
    const { code } = await lastConfirmation(world, "new@mail.example");
    world.pass(1);
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
    const usableAt = new Date(world.services.clock.now().getTime() + 24 * 3_600_000);
    expect(await standing(asker)).toEqual({ confirmed: "new@mail.example", usableAt, pending: null });
    expect(await world.entry("camille.martin", "supannMailPrive")).toEqual(["{SECOURS}new@mail.example"]);
    expect(await readLink(world.services, former.token)).toEqual({ state: "dead" });
    world.pass(24 * 60);
    expect(await standing(asker)).toMatchObject({ usableAt: null });
  });

  test("the address that was replaced is told once the new one is confirmed, not before, and the new one is not named there", async () => {
    await confirmByCode(world.services, asker, (await lastConfirmation(world, email)).code);
    world.pass(61);
    const told = async () => (await world.mailsTo(email)).filter(({ kind }) => kind === "recovery-replaced");
    await changeAddress(world.services, asker, "typo@mail.example");
    const correctedAt = world.services.clock.now();
    await changeAddress(world.services, asker, "new@mail.example");
    world.pass(1);
    expect(await told()).toEqual([]);
    const { code } = await lastConfirmation(world, "new@mail.example");
    await Promise.all([confirmByCode(world.services, asker, code), confirmByCode(world.services, asker, code)]);
    const mails = await told();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).not.toContain("new@mail.example");
    expect(await world.db.select().from(recoveryAddresses)).toContainEqual(
      expect.objectContaining({ email: "typo@mail.example", withdrawnAt: correctedAt }),
    );
  });

  test("given again, the address in use cancels the change that waited", async () => {
    await confirmByCode(world.services, asker, (await lastConfirmation(world, email)).code);
    world.pass(61);
    await changeAddress(world.services, asker, "new@mail.example");
    expect(await changeAddress(world.services, asker, email.toUpperCase())).toEqual({ ok: true });
    expect(await standing(asker)).toMatchObject({ confirmed: email, pending: null });
  });
});
