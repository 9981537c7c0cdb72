import "server-only";
import { cookies, headers } from "next/headers";
import { RedirectType, redirect } from "next/navigation";
import { cache } from "react";
import { type Activation, currentActivation } from "@/lib/activation/current-activation";
import { type Attempt, recordWrongStep } from "@/lib/activation/record-wrong-step";
import type { Step } from "@/lib/activation/steps";
import { env } from "@/lib/env";
import type { Population } from "@/lib/population";
import { services } from "@/lib/services";
import { pathHeader } from "@/lib/session/paths";
import { alreadyOpenPath, interruptedPath, pathOf, populationNamed } from "./paths";

const cookieName = "trousseau_activation";

/** Returns this browser's first connection, in progress or just completed; null without one. */
export const activationOfBrowser = cache(
  async (): Promise<Activation | null> => currentActivation(services(), (await cookies()).get(cookieName)?.value),
);

/** Ties a first connection to this browser, until it closes. Call it only in a server action or a route handler. */
export async function tieToBrowser(token: string): Promise<void> {
  const secure = env().publicUrl.startsWith("https:");
  (await cookies()).set(cookieName, token, { httpOnly: true, sameSite: "lax", path: "/", secure });
}

/** Returns the population that the page's own address names. */
async function populationHere(): Promise<Population> {
  const [, , segment = ""] = ((await headers()).get(pathHeader) ?? "").split(/[/?]/);
  return populationNamed(segment) ?? "student";
}

/**
 * Returns the first connection when its step is one of this page's, in pages and actions alike; otherwise redirects to
 * its own step, under its own population. `attempt`: what an action was about to do, to be recorded as refused.
 */
export async function requireActivation(isDue: (step: Step) => boolean, attempt?: Attempt): Promise<Activation> {
  const activation = await activationOfBrowser();
  const isHere = activation?.population === (await populationHere());
  if (activation && isHere && isDue(activation.step)) return activation;
  if (activation && attempt && !isDue(activation.step)) await recordWrongStep(services(), activation, attempt);
  return redirectToStep(activation?.step ?? "identity");
}

/** Redirects to a step, in place of the former one; when the first connection just ended, to step 1 with a notice. */
export async function redirectToStep(step: Step): Promise<never> {
  const hadOne = (await cookies()).has(cookieName);
  const population = (await activationOfBrowser())?.population ?? (await populationHere());
  const path = step === "identity" && hadOne ? interruptedPath(population) : pathOf(step, population);
  redirect(path, RedirectType.replace);
}

/** Redirects to the last page, which then says that the password just typed is not the account's. */
export async function redirectToOpenAccount({ population }: Activation): Promise<never> {
  redirect(alreadyOpenPath(population), RedirectType.replace);
}
