import { type Office, offices } from "@/app/register-office/offices";
import type { Role } from "@/lib/session/visitor";

interface Door {
  key: "desk" | "journal" | "statistics" | "charters" | "reports" | "charter" | "find" | "sheets" | "import";
  href: string;
  /** Null for everyone. */
  roles: readonly Role[] | null;
  /** Whose pages these are. */
  office?: Office;
}

const doors: Door[] = [
  { key: "desk", href: "/personnel/mots-de-passe-etudiants", roles: ["staff", "student-life", "kiosk"] },
  ...Object.values(offices).flatMap((office) =>
    (["find", "sheets", "import"] as const).map((key) => ({
      key,
      href: office.paths[key],
      roles: office.roles,
      office,
    })),
  ),
  { key: "journal", href: "/administration/journal", roles: ["admin", "dpo"] },
  { key: "statistics", href: "/administration/statistiques", roles: ["admin", "dpo"] },
  { key: "charters", href: "/administration/chartes", roles: ["admin", "dpo"] },
  { key: "reports", href: "/administration/signalements", roles: ["admin", "dpo"] },
  { key: "charter", href: "/charte", roles: null },
];

/** The pages that these roles open. */
export function doorsOf(roles: readonly Role[]): Door[] {
  return doors.filter((door) => door.roles === null || door.roles.some((role) => roles.includes(role)));
}
