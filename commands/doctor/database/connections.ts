import { poolSize } from "@/db/client";
import { type Finding, fault, ok, warning } from "../finding";
import type { Facts } from "./facts";

/** Checks that every process can fill its pool: the primary, its web workers, and the one that imports a file. */
export function checkConnections({ mostConnections, heldByOthers }: Facts, workers: number): Finding {
  const wanted = poolSize * (workers + 2);
  const values = { wanted, most: mostConnections, held: heldByOthers, workers };
  if (wanted > mostConnections) return fault("database.connections.tooFew", values);
  if (wanted > mostConnections - heldByOthers) return warning("database.connections.tight", values);
  return ok("database.connections.ok", values);
}
