import { readAddress } from "@/lib/env";
import { isDemoMode } from "@/lib/read-settings";
import { settingsOfRunningDemo } from "@/server/demo-settings";

/**
 * The settings that a command works on: those of its own environment; in demo mode, those of the demonstration that runs in
 * `DATA_DIR`, or null when none does.
 */
export function settingsInForce(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv | null {
  if (!isDemoMode(source)) return source;
  const running = settingsOfRunningDemo(readAddress(source).dataDir);
  return running && { ...source, ...running, DEMO: "1" };
}
