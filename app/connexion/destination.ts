import { localPath, panelPath } from "@/lib/session/paths";
import { hasRole, type Role, type Visitor } from "@/lib/session/visitor";

/** The working page of each role; of several roles, the first one counts. */
const homes: readonly { roles: readonly Role[]; path: string }[] = [
  { roles: ["registrar"], path: "/scolarite" },
  { roles: ["human-resources"], path: "/ressources-humaines" },
  { roles: ["admin", "dpo"], path: "/administration" },
  { roles: ["staff", "student-life", "kiosk"], path: panelPath },
];

/** Returns where a signed-in person goes next: the page asked for, else their working page, else their own account. */
export function destinationOf(
  { roles, isFrozen }: Pick<Visitor, "roles" | "isFrozen">,
  next: string | undefined,
): string {
  if (isFrozen) return panelPath;
  const home = homes.find((each) => hasRole({ roles }, each.roles));
  return localPath(next) ?? home?.path ?? "/mon-compte";
}
