import { closeServices, type Services, services } from "@/lib/services";

/** The services of a command, on these settings: those of the running demonstration are not in the environment that it was typed in. */
export function servicesOf(settings: NodeJS.ProcessEnv): { services: Services; close(): Promise<void> } {
  Object.assign(process.env, settings);
  return { services: services(), close: closeServices };
}
