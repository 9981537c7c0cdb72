import type { ImportFile } from "@/lib/register-import/file/import-file";

/** A file of these bytes, given in pieces so small that characters and lines are cut anywhere. */
export function fileOf(content: string | Uint8Array, name = "inscriptions.csv", pieces = 7): ImportFile {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return {
    name,
    async *read() {
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
  };
}

/** Windows-1252, of text that Latin-1 can say, and the euro and the œ that it cannot. */
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

/** An export of Apogée: its header, and a line for each set of differences from one student. */
export function apogee(...lines: ApogeeLine[]): string {
  const rows = lines.map((line) => Object.values({ ...someone, ...line }).join(";"));
  return `${[apogeeHeader, ...rows].join("\r\n")}\r\n`;
}
