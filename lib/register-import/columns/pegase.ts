import type { EnrolmentField } from "@/lib/import-fields/enrolments";

/**
 * Pégase. Its exports have no public description. The names of a person’s fields are those of its enrolment interface
 * (`ins-gestion`: `etatCivil.nomDeNaissance`, `naissance.dateDeNaissance`, `bac.ine`), as EsupPortail’s programs read
 * them. Those of an enrolment follow the same style, and are our choice. For an export with other names, the
 * institution file gives them.
 */
export const pegase: Partial<Record<EnrolmentField, string>> = {
  studentNumber: "codeApprenant",
  ine: "ine",
  birthName: "nomDeNaissance",
  usualName: "nomUsuel",
  givenName: "prenom",
  birthDate: "dateDeNaissance",
  birthPlace: "communeDeNaissance",
  status: "regimeInscription",
  componentCode: "codeStructure",
  componentName: "libelleStructure",
  stageCode: "codeFormation",
  stageName: "libelleFormation",
  year: "anneeUniversitaire",
  enrolledOn: "dateInscription",
  state: "statutInscription",
};
