import type { EnrolmentField } from "@/lib/import-fields/enrolments";

/** Apogée’s own names: tables INDIVIDU, INS_ADM_ETP, ETAPE, VERSION_ETAPE and COMPOSANTE, as in a query’s header. */
export const apogee: Partial<Record<EnrolmentField, string>> = {
  studentNumber: "COD_ETU",
  ine: "COD_NNE_IND",
  ineKey: "COD_CLE_NNE_IND",
  birthName: "LIB_NOM_PAT_IND",
  usualName: "LIB_NOM_USU_IND",
  givenName: "LIB_PR1_IND",
  birthDate: "DATE_NAI_IND",
  birthPlace: "LIB_VIL_NAI_ETU",
  status: "LIB_STU",
  componentCode: "COD_CMP",
  componentName: "LIB_CMP",
  stageCode: "COD_ETP",
  stageVersion: "COD_VRS_VET",
  stageName: "LIB_ETP",
  year: "COD_ANU",
  enrolledOn: "DAT_CRE_IAE",
  state: "ETA_IAE",
};
