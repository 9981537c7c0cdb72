import type { Services } from "@/lib/services";

/**
 * Returns services whose next password, or other named call, waits on its way to the directory. `isThere` resolves once
 * it waits; `letGo` lets it through.
 */
export function held(services: Services, call: "setPassword" | "findByIdentifier" = "setPassword") {
  const gate = signal();
  const arrival = signal();
  const ask = services.directory[call] as (...asked: unknown[]) => Promise<unknown>;
  const directory = {
    ...services.directory,
    async [call](...asked: unknown[]) {
      arrival.give();
      await gate.given;
      return ask(...asked);
    },
  };
  return { services: { ...services, directory }, letGo: gate.give, isThere: arrival.given };
}

/** Returns services that count how often their clock is read: a caller that waits for another's password rereads it. */
export function watched(services: Services) {
  let reads = 0;
  const clock: Services["clock"] = {
    now() {
      reads++;
      return services.clock.now();
    },
  };
  return { services: { ...services, clock }, reads: () => reads };
}

/** Returns services that stop once the directory has the password: every later use of the database throws. */
export function stopping(services: Services): Services {
  let isStopped = false;
  const directory: Services["directory"] = {
    ...services.directory,
    async setPassword(person, password) {
      const outcome = await services.directory.setPassword(person, password);
      isStopped = true;
      return outcome;
    },
  };
  const db = new Proxy(services.db, {
    get(target, name) {
      if (isStopped) throw new Error("stopped");
      return Reflect.get(target, name);
    },
  });
  return { ...services, directory, db };
}

/** Returns a promise and the function that resolves it. */
export function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give: () => give(), given };
}
