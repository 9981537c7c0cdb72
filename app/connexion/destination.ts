import { overseers } from "@/app/administration/access";
import { offices } from "@/app/register-office/offices";
import { deskRoles } from "@/lib/desk-reset/rules";
import { localPath, panelPath } from "@/lib/session/paths";
import { hasRole, type Role, type Visitor } from "@/lib/session/visitor";

/** The working page of each role; of several roles, the first one counts. */
const homes: readonly { roles: readonly Role[]; path: string }[] = [
  ...Object.values(offices).map(({ roles, paths }) => ({ roles, path: paths.find })),
  { roles: overseers, path: "/administration" },
  { roles: deskRoles, path: panelPath },
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
