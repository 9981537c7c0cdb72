import "server-only";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { inFull, unavailability } from "@/lib/errors";
import type { FormState } from "@/lib/forms/form-state";
import { answerRefused, answerWith } from "@/lib/http/answer";
import { services } from "@/lib/services";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";
import { panelPath } from "@/lib/session/paths";
import { recordRefusal } from "@/lib/session/record-refusal";

/**
 * Runs an action and returns its form's state. A refusal puts a mark in the page's title. When a dependency is
 * unavailable, answers 503 and an alert, and keeps what was `typed`; anything else thrown, redirections included,
 * propagates. A session frozen by a student's panel is redirected to it, whatever the form, unless the action is the
 * panel's own.
 */
export async function answerForm(
  act: () => Promise<FormState>,
  typed?: FormState["typed"],
  { evenFrozen = false } = {},
): Promise<FormState> {
  const state = await (evenFrozen ? act() : unlessFrozen(act)).catch((error) => whenAway(error, typed));
  if (state.alert || state.errors) answerRefused();
  return state;
}

async function unlessFrozen(act: () => Promise<FormState>): Promise<FormState> {
  const visitor = await currentVisitor();
  if (!visitor?.isFrozen) return act();
  await recordRefusal(services(), "frozen", visitor, await currentCaller());
  redirect(panelPath);
}

async function whenAway(error: unknown, typed: FormState["typed"]): Promise<FormState> {
  const away = unavailability(error);
  if (!away) throw error;
  console.warn(`request ${(await currentCaller()).requestId}: ${inFull(away)}`);
  answerWith(503, { "retry-after": "60" });
  const t = await getTranslations("problems.types");
  const slug = away.dependency === "directory" ? "annuaire-indisponible" : "base-indisponible";
  return { alert: { title: t(`${slug}.title`), lines: [t(`${slug}.detail`)] }, typed };
}
