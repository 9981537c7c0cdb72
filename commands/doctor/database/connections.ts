import { poolSize } from "@/db/client";
import { type Finding, fault, ok, warning } from "../finding";
import type { Facts } from "./facts";

/** Checks that every process of the service, the primary and its web workers, can fill its pool. */
export function checkConnections({ mostConnections, heldByOthers }: Facts, workers: number): Finding {
  const wanted = poolSize * (workers + 1);
  const values = { wanted, most: mostConnections, held: heldByOthers, workers };
  if (wanted > mostConnections) return fault("database.connections.tooFew", values);
  if (wanted > mostConnections - heldByOthers) return warning("database.connections.tight", values);
  return ok("database.connections.ok", values);
}
