import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/lib/env";

export interface Access {
  requestId: string;
  method: string | undefined;
  /** Without its query, which may carry people's addresses and tokens. */
  path: string;
  status: number;
  milliseconds: number;
  address: string;
  network: string | null;
  /** Why the true address cannot be known; null when it is. */
  note: string | null;
}

/**
 * Opens a log of one JSON line per request: on standard output, or in the demo in `DATA_DIR/access.log`, so that the
 * banner stays visible.
 */
export function openAccessLog({ isDemo, dataDir }: Env): (access: Access) => void {
  const stream = isDemo ? createWriteStream(join(dataDir, "access.log"), { flags: "a", mode: 0o600 }) : process.stdout;
  // A full disk must not stop the service.
  stream.on("error", () => {});
  return (access) => stream.write(`${JSON.stringify({ at: new Date().toISOString(), ...access })}\n`);
}
