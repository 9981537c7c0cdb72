import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingNames } from "@/lib/read-settings";
import { isLocked } from "./data-dir";

const fileIn = (dataDir: string) => join(dataDir, "settings.json");

/**
 * Leaves the settings of this demonstration in its folder, for the commands that are typed beside it: the embedded servers take other
 * ports at each start. Beside `secrets.json`, and as well kept. Answers how to take them away.
 */
export function leaveSettings(dataDir: string): () => void {
  const settings = Object.fromEntries(settingNames.map((name) => [name, process.env[name]]));
  takeSettingsAway(dataDir);
  const half = `${fileIn(dataDir)}.half`;
  writeFileSync(half, JSON.stringify(settings, null, 2), { mode: 0o600 });
  renameSync(half, fileIn(dataDir));
  return () => takeSettingsAway(dataDir);
}

/** To be done as soon as the folder is ours: one that was killed may have left its own. */
export function takeSettingsAway(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** The settings of the demonstration that runs in that folder; null when none does, or when it is still starting. */
export function settingsOfRunningDemo(dataDir: string): NodeJS.ProcessEnv | null {
  if (!isLocked(dataDir)) return null;
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
