import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { RequestCookies } from "next/dist/server/web/spec-extension/cookies";
import { encode } from "next-auth/jwt";
import { vi } from "vitest";
import type { Caller } from "@/lib/network/caller";
import { callerHeader, sealCaller } from "@/lib/network/seal";
import type { Services } from "@/lib/services";
import { sessionCookie } from "@/lib/session/cookie";
import { settingsOf } from "./settings-of";

const seal = "the-seal-of-these-tests";

/** The headers of a request as our front server hands it on: from this caller, with the session of this token. */
export async function handedOn(
  { env }: Services,
  caller: Caller,
  token: string | null,
): Promise<Record<string, string>> {
  const value = token && (await encode({ token: { session: token }, secret: env.secret }));
  return {
    [callerHeader]: sealCaller(caller, seal),
    ...(value && { cookie: `${sessionCookie(env.publicUrl).name}=${value}` }),
  };
}

/**
 * Runs what a page, an action or a route runs, with these headers on its request and these services behind it. Neither the front server nor
 * the middleware stands before it: what is asked here is what still holds when they do not. Next keeps a request in these two stores.
 */
export function withinRequest<T>(
  services: Services,
  headers: Record<string, string>,
  act: () => Promise<T>,
): Promise<T> {
  const { env } = services;
  Object.assign(globalThis, { [Symbol.for("trousseau.services")]: { services } });
  // The last one is how Next itself remembers `authInterrupts` of its configuration.
  const settings = { ...settingsOf(env), TROUSSEAU_SEAL: seal, __NEXT_EXPERIMENTAL_AUTH_INTERRUPTS: "true" };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const received = new Headers(headers);
  const request = { type: "request", phase: "render", headers: received, cookies: new RequestCookies(received) };
  return workAsyncStorage.run({ route: "/", page: "/" } as never, () =>
    workUnitAsyncStorage.run(request as never, act),
  );
}

/** Where a page, an action or a guard leads, or the status that it answers: it does either by throwing. Null when it does neither. */
export const ledTo = (act: Promise<unknown>) =>
  act.then(
    () => null,
    ({ digest, message }: { digest?: string; message: string }) => {
      const [, how, where] = digest?.split(";") ?? [];
      return where ?? how ?? message;
    },
  );
