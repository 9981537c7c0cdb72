"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { unavailability } from "@/lib/errors";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { answerWith } from "@/lib/http/answer";
import { hourOf } from "@/lib/http/hour";
import type { Locale } from "@/lib/http/locale";
import { services } from "@/lib/services";
import { writeSessionToken } from "@/lib/session/cookie";
import { currentVisitor } from "@/lib/session/current-visitor";
import { signInInput } from "@/lib/session/directory-provider";
import { requireSameOrigin } from "@/lib/session/guards";
import { panelPath } from "@/lib/session/paths";
import { type SignIn, type SignInOutcome, signIn } from "@/lib/session/sign-in";
import { destinationOf } from "./destination";
import { refusals } from "./refusals";

type Refused = Extract<SignInOutcome, { ok: false }> | { ok: false; reason: "directory" | "database" };

/** Signs the browser in, and goes on to where it was going. */
export async function signInAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const former = await currentVisitor();
  if (former?.isFrozen) redirect(panelPath);
  const form = readForm(signInInput, formData);
  if (!form.ok) return { errors: await errorsOf(form.violations), typed: form.typed };
  const outcome = await signInIfPossible({ ...form.value, caller, former });
  if (!outcome.ok) return { alert: await alertOf(outcome), typed: { username: form.value.username } };
  await writeSessionToken(outcome.token);
  const next = formData.get("suite");
  redirect(destinationOf(outcome.visitor, typeof next === "string" ? next : undefined));
}

/** A dependency that is away is a refusal like another, so that what was typed stays. */
async function signInIfPossible(attempt: SignIn): Promise<Extract<SignInOutcome, { ok: true }> | Refused> {
  try {
    return await signIn(services(), attempt);
  } catch (error) {
    const away = unavailability(error);
    if (!away) throw error;
    return { ok: false, reason: away.dependency };
  }
}

async function alertOf(refused: Refused): Promise<FormState["alert"]> {
  const t = await getTranslations("session.refusals");
  const { words, help } = refusals[refused.reason];
  const hour = "retryAt" in refused ? await tooEarly(refused.retryAt) : "";
  if (refused.reason === "directory" || refused.reason === "database") answerWith(503);
  return {
    title: t(`${words}.title`),
    lines: [t(`${words}.line`, { hour })],
    help: { href: help, label: t(`${words}.help`) },
  };
}

/** Answers 429, and says from which hour one may try again. */
async function tooEarly(retryAt: Date): Promise<string> {
  const { clock, institution } = services();
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - clock.now().getTime()) / 1_000));
  answerWith(429, { "retry-after": String(seconds) });
  return hourOf(retryAt, (await getLocale()) as Locale, institution.timeZone);
}

async function errorsOf(violations: { field: string; code: string }[]): Promise<Record<string, string>> {
  const t = await getTranslations("session.errors");
  return Object.fromEntries(
    violations.map(({ field, code }) => {
      if (field === "password") return [field, t("password")];
      return [field, t(code === "too-long" ? "usernameTooLong" : "username")];
    }),
  );
}
