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

/** Returns a request's headers as our front server passes them on: from this caller, with this token's session. */
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
 * Runs a page, an action or a route with these request headers and these services. Neither the front server nor the
 * middleware runs first, so that a test sees what is safe without them. Next keeps a request in these two stores.
 */
export function withinRequest<T>(
  services: Services,
  headers: Record<string, string>,
  act: () => Promise<T>,
): Promise<T> {
  const { env } = services;
  Object.assign(globalThis, { [Symbol.for("trousseau.services")]: { services } });
  // Next itself stores its option `authInterrupts` in the last one.
  const settings = { ...settingsOf(env), TROUSSEAU_SEAL: seal, __NEXT_EXPERIMENTAL_AUTH_INTERRUPTS: "true" };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const received = new Headers(headers);
  const request = { type: "request", phase: "render", headers: received, cookies: new RequestCookies(received) };
  return workAsyncStorage.run({ route: "/", page: "/" } as never, () =>
    workUnitAsyncStorage.run(request as never, act),
  );
}

/**
 * Returns where a page, an action or a guard redirects, or the status that it sets, both of which it does by throwing.
 * Null when it does neither.
 */
export const ledTo = (act: Promise<unknown>) =>
  act.then(
    () => null,
    ({ digest, message }: { digest?: string; message: string }) => {
      const [, how, where] = digest?.split(";") ?? [];
      return where ?? how ?? message;
    },
  );
