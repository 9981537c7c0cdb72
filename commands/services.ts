import { closeServices, type Services, services } from "@/lib/services";
import type { Stopping } from "@/server/stopping";
import { onSettings } from "./settings";
import type { Terminal } from "./terminal";

/** Does this on the services of the settings in force, closes them, and answers its exit status: see `onSettings`. */
export function onServices(
  source: NodeJS.ProcessEnv,
  terminal: Terminal,
  work: (services: Services, stopping: Stopping) => Promise<number>,
): Promise<number> {
  return onSettings(source, terminal, (settings, stopping) => {
    // Those of the running demonstration are not in the environment that the command was typed in.
    Object.assign(process.env, settings);
    stopping.add(closeServices);
    return work(services(), stopping);
  });
}
