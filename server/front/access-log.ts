import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Env } from "@/lib/env";

export interface Access {
  requestId: string;
  method: string | undefined;
  /** Without its query: people's addresses and tokens travel there. */
  path: string;
  status: number;
  milliseconds: number;
  address: string;
  network: string | null;
  /** Why the true address cannot be known, when it cannot. */
  note: string | null;
}

/** One line of JSON a request: on standard output, and in the demo into `DATA_DIR/access.log`, where it does not hide what to click. */
export function openAccessLog({ isDemo, dataDir }: Env): (access: Access) => void {
  const stream = isDemo ? createWriteStream(join(dataDir, "access.log"), { flags: "a", mode: 0o600 }) : process.stdout;
  // A full disk must not stop the service for its log.
  stream.on("error", () => {});
  return (access) => stream.write(`${JSON.stringify({ at: new Date().toISOString(), ...access })}\n`);
}
