import type { FullConfig } from "@playwright/test";
import { type RunningApp, startApp } from "../../support/app";

const variable = "TROUSSEAU_STORY_SERVICES";

/** Starts, for the whole run, a service for each story that can be told at the same time, embedded servers included. */
export default async function startServices({ workers }: FullConfig): Promise<() => Promise<void>> {
  const services = await Promise.all(Array.from({ length: workers }, () => startApp()));
  process.env[variable] = JSON.stringify(services.map(({ url }: RunningApp) => url));
  return async () => {
    await Promise.all(services.map((service) => service.stop()));
  };
}

/** The address of the service that is this worker's alone. @param worker Playwright's `parallelIndex`. */
export function serviceOf(worker: number): string {
  const url = JSON.parse(process.env[variable] ?? "[]")[worker];
  if (!url) throw new Error(`no service was started for worker ${worker}`);
  return url;
}
