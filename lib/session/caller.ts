import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { cache } from "react";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/network/caller";
import { callerHeader, readSealedCaller } from "@/lib/network/seal";

/** Returns the caller that the front server sealed. Without a valid seal the caller is unknown, and outside. */
export const currentCaller = cache(async (): Promise<Caller> => {
  const sealed = readSealedCaller((await headers()).get(callerHeader), env().seal);
  return sealed ?? { address: "unknown", network: null, isInternal: false, requestId: randomUUID() };
});
