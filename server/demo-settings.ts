import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingNames } from "@/lib/read-settings";
import { isLocked } from "./data-dir";

const fileIn = (dataDir: string) => join(dataDir, "settings.json");

/**
 * Writes the settings of this demonstration in its folder, next to `secrets.json` and as private, for commands run
 * meanwhile: the embedded servers take other ports at each start. Returns a function that removes them.
 */
export function leaveSettings(dataDir: string): () => void {
  const settings = Object.fromEntries(settingNames.map((name) => [name, process.env[name]]));
  takeSettingsAway(dataDir);
  const half = `${fileIn(dataDir)}.half`;
  writeFileSync(half, JSON.stringify(settings, null, 2), { mode: 0o600 });
  renameSync(half, fileIn(dataDir));
  return () => takeSettingsAway(dataDir);
}

/** Removes the settings. Call it as soon as the folder is ours: a killed demonstration may have left its own. */
export function takeSettingsAway(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** Returns the settings of the demonstration running in this folder; null when none is, or it is still starting. */
export function settingsOfRunningDemo(dataDir: string): NodeJS.ProcessEnv | null {
  if (!isLocked(dataDir)) return null;
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
