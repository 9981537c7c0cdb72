import { notFound } from "next/navigation";
import { type Services, services } from "@/lib/services";

/** The services, in demo mode; otherwise it never returns: none of this exists. First line of each page and action of the demo. */
export function demoServices(): Services {
  const all = services();
  if (!all.env.isDemo) notFound();
  return all;
}
