import type { ImportFile } from "@/lib/register-import/file/import-file";

/** Returns a file of these bytes, in pieces so small that characters and lines are cut anywhere. */
export function fileOf(content: string | Uint8Array, name = "inscriptions.csv", pieces = 7): ImportFile {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return {
    name,
    async *read() {
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
  };
}

/** Encodes in Windows-1252 a text that Latin-1 can encode, plus the euro, the œ and the ’, which it cannot. */
export function inWindows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll("œ", "\x9c").replaceAll("’", "\x92").replaceAll("€", "\x80"), "latin1");
}

const apogeeHeader =
  "COD_ETU;COD_NNE_IND;COD_CLE_NNE_IND;LIB_NOM_PAT_IND;LIB_NOM_USU_IND;LIB_PR1_IND;DATE_NAI_IND;LIB_VIL_NAI_ETU;COD_CMP;LIB_CMP;COD_ETP;COD_VRS_VET;LIB_ETP;COD_ANU;ETA_IAE;DAT_CRE_IAE";

const someone = {
  COD_ETU: "22600001",
  COD_NNE_IND: "060112345A",
  COD_CLE_NNE_IND: "B",
  LIB_NOM_PAT_IND: "Lœuillet",
  LIB_NOM_USU_IND: "",
  LIB_PR1_IND: "Anaïs",
  DATE_NAI_IND: "17/04/2007",
  LIB_VIL_NAI_ETU: "Arras",
  COD_CMP: "ECO",
  LIB_CMP: "Économie",
  COD_ETP: "L1ECO",
  COD_VRS_VET: "261",
  LIB_ETP: "Licence 1 Économie et gestion",
  COD_ANU: "2026",
  ETA_IAE: "E",
  DAT_CRE_IAE: "02/09/2026",
};

export type ApogeeLine = Partial<typeof someone>;

const agent = {
  Matricule: "41207",
  Identifiant: "loeuillet-a",
  "Adresse mail": "anais.loeuillet@univ.example",
  "Nom de naissance": "Lœuillet",
  "Nom d’usage": "",
  Prénom: "Anaïs",
  "Date de naissance": "17/04/1987",
  "Lieu de naissance": "Arras",
  Statut: "Contractuelle",
  "Code service": "BU",
  Service: "Bibliothèque universitaire",
  Fonction: "Magasinière",
  "Date d’arrivée": "02/11/2026",
  "Date de départ": "",
};

export type StaffLine = Partial<typeof agent>;

/**
 * Returns HR’s table, maintained by hand: one line for each set of differences from one person. `leftOut`: columns
 * absent from all of them.
 */
export function staff(lines: readonly StaffLine[], leftOut: readonly string[] = []): string {
  const names = Object.keys(agent).filter((name) => !leftOut.includes(name)) as (keyof typeof agent)[];
  const rows = lines.map((line) => names.map((name) => ({ ...agent, ...line })[name]).join(";"));
  return [names.join(";"), ...rows].join("\r\n");
}

/** Returns an Apogée export: its header, and one line for each set of differences from one student. */
export function apogee(...lines: ApogeeLine[]): string {
  const rows = lines.map((line) => Object.values({ ...someone, ...line }).join(";"));
  return `${[apogeeHeader, ...rows].join("\r\n")}\r\n`;
}
