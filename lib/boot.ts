import "server-only";
import { type Env, env, SettingsError } from "./env";
import { institution, readInstitution } from "./institution";
import { accentCorrection } from "./look/accent";
import { readWhatIsThere, type SettingFault } from "./read-settings";

/** Reads every setting before anything is served. Throws `SettingsError` naming each one that is missing or wrong. */
export function readSettings(source: NodeJS.ProcessEnv): Env {
  const { env: there, faults } = readWhatIsThere(source);
  const all = [...faults, ...(there.institutionFile ? faultsIn(there.institutionFile) : [])];
  if (all.length > 0) throw new SettingsError(all);
  const correction = accentCorrection(institution().accent);
  if (correction) console.warn(correction);
  return env();
}

function faultsIn(institutionFile: string): readonly SettingFault[] {
  try {
    readInstitution(institutionFile);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}
