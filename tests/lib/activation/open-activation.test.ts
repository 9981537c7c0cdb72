import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { provisionalCredentials } from "@/db/schema";
import { currentActivation } from "@/lib/activation/current-activation";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { openActivation } from "@/lib/activation/open-activation";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { hashProvisionalPassword } from "@/lib/secrets/provisional-password";
import { lockStudent } from "@/lib/student-lock/queries";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";
import { fastestOf } from "@/tests/support/fastest";
import {
  activationOf,
  asked,
  caller,
  camille,
  ines,
  lastConfirmation,
  open,
  printSheet,
  revokeSheets,
  startWorld,
  today,
  untilPassword,
  type World,
} from "@/tests/support/first-connections";
import { lockWaiters } from "@/tests/support/lock-waiters";

const zoe = { identifier: "zoe.lefevre@etu.univ.example", provisionalPassword: "B9TG-R5XK-7DMQ" };
const noe = { identifier: "noe.garnier@etu.univ.example", provisionalPassword: "P3VK-7WQX-M9HN" };

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

const lastLine = async () => (await world.journal()).at(-1);

describe("the two lines of a sheet", () => {
  test("the right ones open the first connection, whatever the case, the hyphens and the spaces", async () => {
    await world.enrol(camille.identifier);
    const outcome = await openActivation(world.services, { ...camille, provisionalPassword: " k7qx m3vp9rtd" }, caller);
    expect(outcome).toEqual({
      ok: true,
      token: expect.stringMatching(/^[\w-]{43}$/),
      step: "recovery-email",
      population: "student",
      student: { givenName: "Camille", familyName: "Martin", component: "Économie" },
    });
  });

  test("an unknown identifier is refused, and never written down", async () => {
    const typed = "m0n-mot-de-passe";
    expect(await openActivation(world.services, { ...camille, identifier: typed }, caller)).toEqual({
      ok: false,
      reason: "unknown-identifier",
    });
    expect(await lastLine()).toMatchObject({ outcome: "refused", reason: "unknown-identifier", subject: null });
    expect(JSON.stringify(await world.journal())).not.toContain(typed);
  });

  test("a wrong provisional password is refused, and the journal knows whose it was", async () => {
    await world.enrol(camille.identifier);
    const wrong = { ...camille, provisionalPassword: "K7QX-M3VP-9RTE" };
    expect(await openActivation(world.services, wrong, caller)).toEqual({ ok: false, reason: "wrong-password" });
    expect(await lastLine()).toMatchObject({ reason: "wrong-password", subject: camille.identifier });
    expect(JSON.stringify(await world.journal())).not.toContain("9RTE");
  });

  test("an account that is open already has nothing to open", async () => {
    const hugo = "hugo.bernard@etu.univ.example";
    await world.enrol(hugo);
    await printSheet(world.db, (await world.student(hugo)).id, camille.provisionalPassword, 0, today);
    for (const { provisionalPassword } of [camille, ines]) {
      expect(await openActivation(world.services, { identifier: hugo, provisionalPassword }, caller)).toEqual({
        ok: false,
        reason: "already-active",
      });
    }
  });

  test("a sheet that was revoked opens nothing, and the reprinted one does", async () => {
    await world.enrol(camille.identifier);
    const student = await world.student(camille.identifier);
    await revokeSheets(world.db, student.id, today);
    expect(await openActivation(world.services, camille, caller)).toEqual({ ok: false, reason: "no-sheet-in-force" });
    await printSheet(world.db, student.id, "QQQQ-RRRR-SSSS", 0, today);
    expect(await openActivation(world.services, camille, caller)).toEqual({ ok: false, reason: "wrong-password" });
    expect(
      await openActivation(world.services, { ...camille, provisionalPassword: "QQQQRRRRSSSS" }, caller),
    ).toMatchObject({ ok: true });
  });

  test.each(["*)(uid=*", "camille.martin@etu.univ.example\\", "cAmille", "é".repeat(200), "😀@etu.univ.example"])(
    "%j is nobody's identifier",
    async (identifier) => {
      await world.enrol(camille.identifier);
      expect(await openActivation(world.services, { ...camille, identifier }, caller)).toEqual({
        ok: false,
        reason: "unknown-identifier",
      });
    },
  );

  test("after five failures the pair waits, and a right sheet from elsewhere still opens", async () => {
    await world.enrol(camille.identifier);
    const wrong = { ...camille, provisionalPassword: "K7QX-M3VP-9RTE" };
    for (let failure = 0; failure < 5; failure++) await openActivation(world.services, wrong, caller);
    expect(await openActivation(world.services, camille, caller)).toEqual({
      ok: false,
      reason: "too-many-tries",
      retryAt: new Date(today.getTime() + 60_000),
    });
    expect(await lastLine()).toMatchObject({ kind: "throttle.refused", outcome: "refused" });
    const elsewhere = { ...caller, address: "198.51.100.9" };
    expect(await openActivation(world.services, camille, elsewhere)).toMatchObject({ ok: true });
  });
});

describe("only after the right provisional password", () => {
  test("an account that opens tomorrow says when: at midnight in Paris", async () => {
    await world.enrol(zoe.identifier);
    const opensAt = new Date("2026-11-12T23:00:00Z");
    expect(await openActivation(world.services, zoe, caller)).toEqual({ ok: false, reason: "not-open-yet", opensAt });
    expect(await lastLine()).toMatchObject({ reason: "not-open-yet", subject: zoe.identifier });
    const wrong = { ...zoe, provisionalPassword: camille.provisionalPassword };
    expect(await openActivation(world.services, wrong, caller)).toEqual({ ok: false, reason: "wrong-password" });

    // Told first, whatever becomes of the sheet by then.
    await world.db.update(provisionalCredentials).set({ expiresAt: today });
    expect(await openActivation(world.services, zoe, caller)).toEqual({ ok: false, reason: "not-open-yet", opensAt });
    await world.db.update(provisionalCredentials).set({ expiresAt: new Date(opensAt.getTime() + 1) });

    world.setNow(new Date(opensAt.getTime() - 1));
    expect(await openActivation(world.services, zoe, caller)).toMatchObject({ reason: "not-open-yet" });
    world.setNow(opensAt);
    expect(await openActivation(world.services, zoe, caller)).toMatchObject({ ok: true });
    world.setNow(new Date(opensAt.getTime() + 1));
    expect(await openActivation(world.services, zoe, caller)).toMatchObject({ ok: false, reason: "sheet-expired" });
  });

  test("a sheet that has expired says so, and whom to see", async () => {
    await world.enrol(noe.identifier);
    expect(await openActivation(world.services, noe, caller)).toEqual({
      ok: false,
      reason: "sheet-expired",
      population: "student",
      componentCode: "SCIENCES",
    });
    const wrong = { ...noe, provisionalPassword: camille.provisionalPassword };
    expect(await openActivation(world.services, wrong, caller)).toEqual({ ok: false, reason: "wrong-password" });
  });

  test("a refusal after a right secret is no failure: it makes nobody wait", async () => {
    await world.enrol(zoe.identifier);
    for (let round = 0; round < 8; round++) {
      expect(await openActivation(world.services, zoe, caller)).toMatchObject({ reason: "not-open-yet" });
    }
  });
});

describe("one live first connection per student", () => {
  test("the sheet typed again replaces it: the earlier browser keeps nothing", async () => {
    await world.enrol(camille.identifier);
    const earlier = await untilPassword(world, camille, "thief@mail.example");
    const asker = activatingStudent(await activationOf(world, earlier), asked);
    const { code } = await lastConfirmation(world, "thief@mail.example");
    expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });

    const later = await open(world, camille);
    expect(await currentActivation(world.services, earlier)).toBeNull();
    const activation = await activationOf(world, later);
    expect(activation.step).toBe("recovery-email");
    expect(await recoveryStanding(world.services, activation.studentId)).toMatchObject({
      confirmed: null,
      pending: null,
    });
  });

  test("the same sheet in two browsers at once: two open, one lives", async () => {
    await world.enrol(camille.identifier);
    const tokens = await Promise.all(Array.from({ length: 4 }, () => open(world, camille)));
    const alive = await Promise.all(tokens.map((token) => currentActivation(world.services, token)));
    expect(alive.filter((activation) => activation !== null)).toHaveLength(1);
  });

  test("a page that was open in the earlier browser gives nothing any more", async () => {
    await world.enrol(camille.identifier);
    const stale = await activationOf(world, await open(world, camille));
    await open(world, camille);
    expect(await giveRecoveryEmail(world.services, stale, "late@mail.example", asked)).toEqual({
      ok: false,
      reason: "step",
      step: "identity",
    });
    expect(await world.addresses()).toEqual([]);
  });

  test("thirty idle minutes end it, and each request counts as activity", async () => {
    await world.enrol(camille.identifier);
    const token = await open(world, camille);
    for (let round = 0; round < 3; round++) {
      world.pass(29);
      expect(await currentActivation(world.services, token)).not.toBeNull();
    }
    world.pass(30);
    expect(await currentActivation(world.services, token)).toBeNull();
  });

  test("a sheet revoked meanwhile ends it", async () => {
    await world.enrol(camille.identifier);
    const token = await open(world, camille);
    await revokeSheets(world.db, (await world.student(camille.identifier)).id, today);
    expect(await currentActivation(world.services, token)).toBeNull();
  });

  test("a sheet revoked while it is being typed opens nothing", async () => {
    await world.enrol(camille.identifier);
    const { id } = await world.student(camille.identifier);
    let opening: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await lockStudent(tx as unknown as typeof world.db, id);
      opening = openActivation(world.services, camille, caller);
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      await revokeSheets(tx as unknown as typeof world.db, id, today);
    });
    expect(await opening).toEqual({ ok: false, reason: "no-sheet-in-force" });
  });

  test("two students do not disturb each other, and nobody's token is anybody else's", async () => {
    await world.enrol(camille.identifier, ines.identifier);
    const [one, other] = [await open(world, camille), await open(world, ines)];
    expect((await activationOf(world, one)).identifier).toBe(camille.identifier);
    expect((await activationOf(world, other)).identifier).toBe(ines.identifier);
    expect(await currentActivation(world.services, "A".repeat(43))).toBeNull();
    expect(await currentActivation(world.services, undefined)).toBeNull();
  });
});

test("an unknown identifier takes as long as a wrong password", { timeout: 60_000 }, async () => {
  await world.enrol(camille.identifier);
  const secretHash = await hashProvisionalPassword(camille.provisionalPassword);
  await world.db.update(provisionalCredentials).set({ secretHash });
  const attempt = (identifier: string) => (round: number) => {
    const from = { ...caller, address: `192.0.2.${round}` };
    return openActivation(world.services, { identifier, provisionalPassword: "W4HN-8CZS-2LPF" }, from);
  };
  const times = await fastestOf([attempt(camille.identifier), attempt("nobody@etu.univ.example")], 1.6);
  expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.6);
});
