import type { StaffField } from "@/lib/import-fields/staff";
import { plainStaff } from "./plain";

/**
 * Harpège’s own names: tables INDIVIDU, INDIVIDU_E_MAIL, AFFECTATION and STRUCTURE, as universities’ programs query
 * them. It has no logins, and keeps posts in too many tables for one column: those fields keep their plain names.
 */
export const harpege: Partial<Record<StaffField, string>> = {
  staffNumber: "NO_INDIVIDU",
  identifier: plainStaff.identifier,
  mail: "NO_E_MAIL",
  birthName: "NOM_PATRONYMIQUE",
  usualName: "NOM_USUEL",
  givenName: "PRENOM",
  birthDate: "D_NAISSANCE",
  birthPlace: "VILLE_DE_NAISSANCE",
  status: plainStaff.status,
  componentCode: "C_STRUCTURE",
  componentName: "LL_STRUCTURE",
  post: plainStaff.post,
  enrolledOn: "D_DEB_AFFECTATION",
  leftOn: "D_FIN_AFFECTATION",
};
