import { localPath, panelPath } from "@/lib/session/paths";
import { hasRole, type Role, type Visitor } from "@/lib/session/visitor";

/** Where the day's work is, for who has several roles the first of them. */
const homes: readonly { roles: readonly Role[]; path: string }[] = [
  { roles: ["registrar"], path: "/scolarite" },
  { roles: ["human-resources"], path: "/ressources-humaines" },
  { roles: ["admin", "dpo"], path: "/administration" },
  { roles: ["staff", "student-life", "kiosk"], path: panelPath },
];

/** Where a signed-in person goes on to: the page that was asked for, else where their work is, else their own account. */
export function destinationOf(
  { roles, isFrozen }: Pick<Visitor, "roles" | "isFrozen">,
  next: string | undefined,
): string {
  if (isFrozen) return panelPath;
  const home = homes.find((each) => hasRole({ roles }, each.roles));
  return localPath(next) ?? home?.path ?? "/mon-compte";
}
