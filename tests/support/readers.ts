import type { Role } from "@/lib/session/visitor";

/** A member of the institution, signed in on its wired network. */
export function signedIn(login: string, ...roles: Role[]) {
  return {
    visitor: {
      sessionId: "5b0d1a5c-9d0a-4c8e-8a62-9f0f3f0b6a11",
      uid: login,
      login,
      displayName: login,
      roles,
      registerId: null,
      isFrozen: false,
    },
    caller: { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "r-1" },
  };
}
