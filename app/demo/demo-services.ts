import { redirect } from "next/navigation";
import { type Services, services } from "@/lib/services";

/** The services, in demo mode; otherwise null: none of this exists. */
export function demoServicesIfAny(): Services | null {
  const all = services();
  return all.env.isDemo ? all : null;
}

/** The same for an action of the demo, whose first line it is; otherwise it never returns: it leads to where there is nothing. */
export function demoServices(): Services {
  return demoServicesIfAny() ?? redirect("/demo");
}
