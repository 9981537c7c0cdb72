import "server-only";
import { cookies, headers } from "next/headers";
import { RedirectType, redirect } from "next/navigation";
import { cache } from "react";
import { type Activation, currentActivation } from "@/lib/activation/current-activation";
import type { Step } from "@/lib/activation/steps";
import { env } from "@/lib/env";
import type { Population } from "@/lib/population";
import { services } from "@/lib/services";
import { pathHeader } from "@/lib/session/paths";
import { alreadyOpenPath, interruptedPath, pathOf, populationNamed } from "./paths";

const cookieName = "trousseau_activation";

/** The first connection that this browser has under way, or has just done; null without one. */
export const activationOfBrowser = cache(
  async (): Promise<Activation | null> => currentActivation(services(), (await cookies()).get(cookieName)?.value),
);

/** Ties a first connection to this browser: only from a server action or a route handler. Gone when the browser closes. */
export async function tieToBrowser(token: string): Promise<void> {
  const secure = env().publicUrl.startsWith("https:");
  (await cookies()).set(cookieName, token, { httpOnly: true, sameSite: "lax", path: "/", secure });
}

/** Whose door this page is behind, by its own address. */
async function populationHere(): Promise<Population> {
  const [, , segment = ""] = ((await headers()).get(pathHeader) ?? "").split(/[/?]/);
  return populationNamed(segment) ?? "student";
}

/** Lets through, in pages and actions alike, who is at a step of this page; sends everyone else to their own, behind their own door. */
export async function requireActivation(isDue: (step: Step) => boolean): Promise<Activation> {
  const activation = await activationOfBrowser();
  const isHere = activation?.population === (await populationHere());
  if (activation && isHere && isDue(activation.step)) return activation;
  return redirectToStep(activation?.step ?? "identity");
}

/**
 * On to a step, in the place of the one before, to which there is no way back; to the first one, with a word about it, for a browser whose
 * first connection has just died.
 */
export async function redirectToStep(step: Step): Promise<never> {
  const hadOne = (await cookies()).has(cookieName);
  const population = (await activationOfBrowser())?.population ?? (await populationHere());
  const path = step === "identity" && hadOne ? interruptedPath(population) : pathOf(step, population);
  redirect(path, RedirectType.replace);
}

/** To the last page, which then says that a password that was just typed is not the one of the account. */
export async function redirectToOpenAccount({ population }: Activation): Promise<never> {
  redirect(alreadyOpenPath(population), RedirectType.replace);
}
