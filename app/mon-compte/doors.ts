import { places } from "@/app/administration/places";
import { charterPath } from "@/app/charte/paths";
import { type Office, offices } from "@/app/register-office/offices";
import { deskRoles } from "@/lib/desk-reset/rules";
import { panelPath } from "@/lib/session/paths";
import { hasRole, type Role } from "@/lib/session/visitor";

interface Door {
  key: (typeof places)[number]["key"] | "desk" | "charter" | "find" | "sheets" | "import";
  href: string;
  /** Absent when everybody may open it. */
  roles?: readonly Role[];
  /** The office whose pages these are. */
  office?: Office;
}

const doors: Door[] = [
  { key: "desk", href: panelPath, roles: deskRoles },
  ...Object.values(offices).flatMap((office) =>
    (["find", "sheets", "import"] as const).map((key) => ({
      key,
      href: office.paths[key],
      roles: office.roles,
      office,
    })),
  ),
  ...places,
];

/** Returns the address of the person's charter: the students', even for a student who also works here. */
export function charterHref(roles: readonly Role[]): string {
  return charterPath(roles.includes("student") ? "student" : "staff");
}

/** Returns the pages that these roles may open. */
export function doorsOf(roles: readonly Role[]): Door[] {
  const own = doors.filter((door) => door.roles && hasRole({ roles }, door.roles));
  return [...own, { key: "charter", href: charterHref(roles) }];
}
