import "server-only";
import { cache } from "react";
import { services } from "@/lib/services";
import { readSessionToken } from "./cookie";
import type { Visitor } from "./visitor";
import { visitorOf } from "./visitor-of";

/** Returns the signed-in person of this request, or null. The session may be frozen: prefer a guard. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => {
  const token = await readSessionToken();
  return token === null ? null : visitorOf(services(), token);
});
