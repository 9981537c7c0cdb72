import "server-only";
import { type AuditLine, record } from "@/lib/audit/record";
import { waitForClaim } from "@/lib/directory-change/claim";
import type { Caller } from "@/lib/network/caller";
import { openingOf } from "@/lib/opening";
import { isServed, type Population, rulesOf } from "@/lib/population";
import { withdrawAll } from "@/lib/recovery-email/queries";
import { verifyProvisionalPassword } from "@/lib/secrets/provisional-password";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { endActivation } from "@/lib/sheet-in-force/queries";
import { lockStudent } from "@/lib/student-lock/queries";
import { countAttempt } from "@/lib/throttle/attempts";
import { type OpenAccount, openAccountOf } from "./open-account";
import { findSheet, insertActivation, isSheetInForce } from "./queries";

/** The reasons that the public must not be able to tell apart. */
export type SheetRefusal = "unknown-identifier" | "already-active" | "no-sheet-in-force" | "wrong-password";

export type OpenActivationRefusal =
  | { ok: false; reason: SheetRefusal }
  | { ok: false; reason: "too-many-tries"; retryAt: Date }
  /** The reasons below are given only after the right provisional password. */
  | { ok: false; reason: "not-open-yet"; opensAt: Date }
  | { ok: false; reason: "sheet-expired"; population: Population; componentCode: string }
  | { ok: false; reason: OpenAccount };

export interface OpenedActivation {
  ok: true;
  /** For the cookie; only its hash is kept. */
  token: string;
  step: "recovery-email";
  population: Population;
  student: { givenName: string; familyName: string; component: string };
}

/**
 * Opens a first connection with the two lines of a sheet (the identifier in lower case). Replaces one in progress in
 * another browser, and everything given there. Takes the same time whether the identifier exists or not.
 */
export async function openActivation(
  services: Services,
  { identifier, provisionalPassword }: { identifier: string; provisionalPassword: string },
  caller: Caller,
): Promise<OpenedActivation | OpenActivationRefusal> {
  const { db, clock } = services;
  const attempt = await countAttempt(services, { scope: "activation", identifier, caller });
  if (!attempt.ok) {
    await record(db, { at: clock.now(), kind: "throttle.refused", outcome: "refused", reason: "activation", caller });
    return { ok: false, reason: "too-many-tries", retryAt: attempt.retryAt };
  }
  const sheet = await findServedSheet(services, identifier);
  const line = { kind: "activation.identity", subject: sheet?.identifier, caller } as const;
  const isRight = await verifyProvisionalPassword(provisionalPassword, sheet?.secretHash ?? null);
  const unproven = whyNotProven(sheet, isRight);
  if (unproven || !sheet?.credentialId || !sheet.expiresAt) {
    return refuse(services, line, { ok: false, reason: unproven ?? "no-sheet-in-force" });
  }
  await attempt.succeeded();

  const opensAt = openingOf(sheet.enrolledOn, rulesOf(services.institution, sheet.population));
  if (clock.now() < opensAt) return refuse(services, line, { ok: false, reason: "not-open-yet", opensAt });
  if (clock.now() >= sheet.expiresAt) {
    const { population, componentCode } = sheet;
    return refuse(services, line, { ok: false, reason: "sheet-expired", population, componentCode });
  }
  const open = await openAccountOf(services, { ...sheet, credentialId: sheet.credentialId });
  if (open) return refuse(services, line, { ok: false, reason: open });
  const token = newToken();
  const started = { studentId: sheet.studentId, credentialId: sheet.credentialId, tokenHash: hashToken(token) };
  const changed = await waitForClaim(() => begin(services, started, line));
  if (changed) return refuse(services, line, { ok: false, reason: changed });
  const { population, givenName, familyName, componentName } = sheet;
  const student = { givenName, familyName, component: componentName };
  return { ok: true, token, step: "recovery-email", population, student };
}

/** Returns the sheet, or null for a population that the institution file no longer has. */
async function findServedSheet({ db, institution }: Services, identifier: string) {
  const sheet = await findSheet(db, identifier);
  return sheet && isServed(sheet.population, institution) ? sheet : null;
}

function whyNotProven(sheet: Awaited<ReturnType<typeof findSheet>>, isRight: boolean): SheetRefusal | null {
  if (!sheet) return "unknown-identifier";
  if (sheet.activatedAt) return "already-active";
  if (!sheet.credentialId) return "no-sheet-in-force";
  return isRight ? null : "wrong-password";
}

async function begin(
  { db, clock }: Services,
  started: { studentId: string; credentialId: string; tokenHash: string },
  line: Pick<AuditLine, "kind" | "subject" | "caller">,
): Promise<SheetRefusal | "claimed" | null> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    // When two browsers open the same sheet at once, one waits, then replaces the first.
    const student = await lockStudent(tx, started.studentId);
    if (student?.isActive) return "already-active";
    if (!(await isSheetInForce(tx, started.credentialId))) return "no-sheet-in-force";
    if (!(await endActivation(tx, started.studentId, now))) return "claimed";
    await withdrawAll(tx, started.studentId, now);
    await insertActivation(tx, { ...started, startedAt: now });
    await record(tx, { ...line, at: now, outcome: "succeeded" });
    return null;
  });
}

async function refuse<R extends OpenActivationRefusal>(
  { db, clock }: Services,
  line: Pick<AuditLine, "kind" | "subject" | "caller">,
  refusal: R,
): Promise<R> {
  await record(db, { ...line, at: clock.now(), outcome: "refused", reason: refusal.reason });
  return refusal;
}
