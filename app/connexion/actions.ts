"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { acceptancePath } from "@/app/charte/acceptation/path";
import { tooEarly } from "@/app/too-early";
import { isBound } from "@/lib/charter/status";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import type { Violation } from "@/lib/forms/read-input";
import { textIn } from "@/lib/forms/text-in";
import { isServed, rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import { writeSessionToken } from "@/lib/session/cookie";
import { currentVisitor } from "@/lib/session/current-visitor";
import { signInInput } from "@/lib/session/directory-provider";
import { requireSameOrigin } from "@/lib/session/guards";
import { normaliseLogin } from "@/lib/session/prove-password";
import { type SignInOutcome, signIn } from "@/lib/session/sign-in";
import type { Visitor } from "@/lib/session/visitor";
import { destinationOf } from "./destination";
import { type Refusal, refusals, staffExpired } from "./refusals";

type Refused = Extract<SignInOutcome, { ok: false }>;

/** Signs the browser in, and redirects to where it was going. */
export async function signInAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const form = readForm(signInInput, formData);
  const typed = form.ok ? { username: form.value.username } : form.typed;
  return answerForm(async () => {
    if (!form.ok) return { ...(await incomplete(form.violations)), typed };
    const former = await currentVisitor();
    const outcome = await signIn(services(), { ...form.value, caller, former });
    if (!outcome.ok) return { alert: await alertOf(outcome, form.value.username), typed };
    await writeSessionToken(outcome.token);
    const destination = destinationOf(outcome.visitor, textIn(formData, "suite"));
    redirect((await owesCharter(outcome.visitor)) ? acceptancePath(destination) : destination);
  }, typed);
}

/** True when a person of the register is not bound by the charter in force: accepting it then comes first. */
async function owesCharter({ registerId, isFrozen }: Visitor): Promise<boolean> {
  if (!registerId || isFrozen) return false;
  const { db, clock } = services();
  return !(await isBound(db, clock.now(), registerId));
}

async function alertOf(refused: Refused, username: string): Promise<FormState["alert"]> {
  const t = await getTranslations("session.refusals");
  const { words, help } = refusalOf(refused.reason, username);
  const hour = "retryAt" in refused ? await tooEarly(refused.retryAt) : "";
  return {
    title: t(`${words}.title`),
    lines: [t(`${words}.line`, { hour, sheet: sheetOf(username) })],
    help: { href: help, label: t(`${words}.help`) },
  };
}

/** Returns the refusal to show. Desks change no staff password: staff whose password expired are sent elsewhere. */
function refusalOf(reason: Refused["reason"], username: string): Refusal {
  const refusal = refusals[reason];
  return refusal.words === "expired" && isStaffLogin(username) ? staffExpired : refusal;
}

/** Returns the name of the sheet that opens this account. */
function sheetOf(username: string): string {
  const { institution } = services();
  const isForStaff = isServed("staff", institution) && isStaffLogin(username);
  return rulesOf(institution, isForStaff ? "staff" : "student").sheetName;
}

function isStaffLogin(username: string): boolean {
  return services().institution.patterns.staffLogin.test(normaliseLogin(username));
}

async function incomplete(violations: Violation[]): Promise<FormState> {
  const t = await getTranslations("session.errors");
  const errors = violations.map(({ field, code }): [string, string] => {
    if (field === "password") return [field, t("password")];
    return [field, t(code === "too-long" ? "usernameTooLong" : "username")];
  });
  return { alert: { title: t("title") }, errors: Object.fromEntries(errors) };
}
