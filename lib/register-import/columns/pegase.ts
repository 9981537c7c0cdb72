import type { EnrolmentField } from "@/lib/import-fields/enrolments";

/**
 * Pégase. Its exports have no public description. The names of the person are those of its enrolment interface (`ins-gestion`:
 * `etatCivil.nomDeNaissance`, `naissance.dateDeNaissance`, `bac.ine`), as EsupPortail’s programs read them; those of the enrolment
 * follow the same manner, and are our choice. The institution file names the columns of an export that has others.
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
