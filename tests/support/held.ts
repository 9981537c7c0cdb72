import type { Services } from "@/lib/services";

/** Services whose next password stays on its way to the directory: `isThere` once it is, `letGo` to let it in. */
export function held(services: Services) {
  const gate = signal();
  const arrival = signal();
  const directory: Services["directory"] = {
    ...services.directory,
    async setPassword(person, password) {
      arrival.give();
      await gate.given;
      return services.directory.setPassword(person, password);
    },
  };
  return { services: { ...services, directory }, letGo: gate.give, isThere: arrival.given };
}

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give: () => give(), given };
}
