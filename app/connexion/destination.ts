import { localPath, panelPath } from "@/lib/session/paths";
import type { Visitor } from "@/lib/session/visitor";

/** Where a signed-in person goes on to: the page that was asked for, else the desk for who keeps one, else one's own account. */
export function destinationOf(
  { roles, isFrozen }: Pick<Visitor, "roles" | "isFrozen">,
  next: string | undefined,
): string {
  if (isFrozen) return panelPath;
  const keepsDesk = roles.some((role) => role === "staff" || role === "student-life" || role === "kiosk");
  return localPath(next) ?? (keepsDesk ? panelPath : "/mon-compte");
}
