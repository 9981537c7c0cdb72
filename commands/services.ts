import { closeServices, type Services, services } from "@/lib/services";
import type { Stopping } from "@/server/stopping";
import { onSettings } from "./settings";
import type { Terminal } from "./terminal";

/** Runs `work` on the services of the settings in force, closes them, and returns its exit status: see `onSettings`. */
export function onServices(
  source: NodeJS.ProcessEnv,
  terminal: Terminal,
  work: (services: Services, stopping: Stopping) => Promise<number>,
): Promise<number> {
  return onSettings(source, terminal, (settings, stopping) => {
    // The running demonstration's settings are not in the command's own environment.
    Object.assign(process.env, settings);
    stopping.add(closeServices);
    return work(services(), stopping);
  });
}
