import type { Services } from "@/lib/services";
import { signIn } from "@/lib/session/sign-in";

/**
 * Returns services whose directory locks an account after three failures: one from outside may come through us, and one
 * more from inside.
 */
export function nearLockout(services: Services): Services {
  return { ...services, institution: { ...services.institution, directoryLockout: { failures: 3, minutes: 15 } } };
}

/** Signs in from an outside address where nobody has signed in before. */
export function fromOutside(services: Services, username: string, password: string) {
  const caller = { address: "203.0.113.77", network: null, isInternal: false, requestId: "r-9" };
  return signIn(services, { username, password, caller, former: null });
}
