import type { CardField } from "@/lib/import-fields/cards";
import type { EnrolmentField } from "@/lib/import-fields/enrolments";
import type { StaffField } from "@/lib/import-fields/staff";

/** Plain French, for a table kept by hand. Accents and case do not matter. */
export const plainEnrolments: Record<EnrolmentField, string> = {
  studentNumber: "Numéro étudiant",
  ine: "INE",
  ineKey: "Clé INE",
  identifier: "Identifiant",
  mail: "Adresse mail",
  birthName: "Nom de naissance",
  usualName: "Nom d’usage",
  givenName: "Prénom",
  birthDate: "Date de naissance",
  birthPlace: "Lieu de naissance",
  status: "Statut",
  componentCode: "Code composante",
  componentName: "Composante",
  stageCode: "Code étape",
  stageVersion: "Version d’étape",
  stageName: "Étape",
  year: "Année",
  enrolledOn: "Date d’inscription",
  state: "État de l’inscription",
};

export const plainCards: Record<CardField, string> = {
  number: "Numéro de carte",
  studentNumber: "Numéro étudiant",
  ine: "INE",
  identifier: "Identifiant",
  validUntil: "Valable jusqu’au",
  state: "État de la carte",
};

export const plainStaff: Record<StaffField, string> = {
  staffNumber: "Matricule",
  identifier: "Identifiant",
  mail: "Adresse mail",
  birthName: "Nom de naissance",
  usualName: "Nom d’usage",
  givenName: "Prénom",
  birthDate: "Date de naissance",
  birthPlace: "Lieu de naissance",
  status: "Statut",
  componentCode: "Code service",
  componentName: "Service",
  post: "Fonction",
  enrolledOn: "Date d’arrivée",
  leftOn: "Date de départ",
};
