import type { Role } from "@/lib/session/visitor";

const doors = [
  { key: "desk", href: "/personnel/mots-de-passe-etudiants", roles: ["staff", "student-life", "kiosk"] },
  { key: "find", href: "/scolarite", roles: ["registrar"] },
  { key: "sheets", href: "/scolarite/scolpass", roles: ["registrar"] },
  { key: "import", href: "/scolarite/import", roles: ["registrar"] },
  { key: "journal", href: "/administration/journal", roles: ["admin", "dpo"] },
  { key: "statistics", href: "/administration/statistiques", roles: ["admin", "dpo"] },
  { key: "charters", href: "/administration/chartes", roles: ["admin", "dpo"] },
  { key: "reports", href: "/administration/signalements", roles: ["admin", "dpo"] },
  { key: "charter", href: "/charte", roles: null },
] as const satisfies readonly { key: string; href: string; roles: readonly Role[] | null }[];

/** The pages that these roles open. */
export function doorsOf(roles: readonly Role[]) {
  return doors.filter((door) => door.roles === null || door.roles.some((role) => roles.includes(role)));
}
