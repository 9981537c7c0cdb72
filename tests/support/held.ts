import type { Services } from "@/lib/services";

/** Services whose next password, or whatever else is named, stays on its way to the directory: `isThere` once it is, `letGo` to let it in. */
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

/** Services whose clock counts how often it was read: whoever waits for another's password reads it again and again. */
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

/** Services that stop once the directory has the password: whatever they ask of the database from then on throws. */
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

/** Something to wait for, until it is given. */
export function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give: () => give(), given };
}
