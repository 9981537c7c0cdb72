import "server-only";
import { type Env, env, SettingsError } from "./env";
import { institution } from "./institution";
import { accentCorrection } from "./look/accent";
import { parseNetworks, parseRanges } from "./network/ranges";

/** Reads all that the settings say, once, before anything is served. Throws `SettingsError`, or zod's own for `INSTITUTION_FILE`. */
export function readSettings(): Env {
  const settings = env();
  const faults = [
    whyNot("INTERNAL_NETWORKS", () => parseNetworks(settings.internalNetworks)),
    whyNot("TRUSTED_PROXIES", () => parseRanges(settings.trustedProxies)),
  ].flat();
  if (faults.length > 0) throw new SettingsError(faults);
  const correction = accentCorrection(institution().accent);
  if (correction) console.warn(correction);
  return settings;
}

function whyNot(name: string, read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : error}`];
  }
}
