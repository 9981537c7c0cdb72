import { redirect } from "next/navigation";
import { type Services, services } from "@/lib/services";

/** Returns the services in demo mode; null otherwise: none of this exists. */
export function demoServicesIfAny(): Services | null {
  const all = services();
  return all.env.isDemo ? all : null;
}

/** Returns the services to a demo action, which begins with it. Outside demo mode, redirects to an unknown page. */
export function demoServices(): Services {
  return demoServicesIfAny() ?? redirect("/demo");
}
