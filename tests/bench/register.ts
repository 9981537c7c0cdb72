import { Faker, fr } from "@faker-js/faker";

/** So many students of one university, the same at each run. */
export const registerSize = 60_000;

const columns =
  "COD_ETU;COD_NNE_IND;COD_CLE_NNE_IND;LIB_NOM_PAT_IND;LIB_NOM_USU_IND;LIB_PR1_IND;DATE_NAI_IND;LIB_VIL_NAI_ETU;COD_CMP;LIB_CMP;COD_ETP;COD_VRS_VET;LIB_ETP;COD_ANU;ETA_IAE;DAT_CRE_IAE";

const components = [
  ["ECO", "Économie et gestion"],
  ["DRO", "Droit et science politique"],
  ["LET", "Lettres et langues"],
  ["SCI", "Sciences"],
  ["STA", "STAPS"],
  ["MED", "Santé"],
  ["SHS", "Sciences humaines et sociales"],
  ["IUT", "Institut universitaire de technologie"],
] as const;

const particles = ["de ", "de La ", "Le ", "d’", "du ", "El ", "Ben "];

/**
 * An export of Apogée, line by line: French names as a library ships them, hence many homonyms; every twelfth family name double, every
 * fifteenth with a particle, every tenth first name compound. Nobody in it exists.
 */
export function* apogeeRegister(): Generator<string> {
  const faker = new Faker({ locale: fr });
  faker.seed(2026);
  yield `${columns}\r\n`;
  for (let index = 0; index < registerSize; index++) {
    const [code, name] = components[index % components.length] ?? components[0];
    const level = 1 + (index % 5);
    const birth = faker.date.between({ from: "1996-01-01", to: "2008-12-31" });
    yield `${[
      22_600_000 + index,
      `07${String(index).padStart(7, "0")}A`,
      String.fromCharCode(65 + (index % 26)),
      familyName(faker, index),
      index % 40 === 0 ? faker.person.lastName() : "",
      givenName(faker, index),
      `${two(birth.getUTCDate())}/${two(birth.getUTCMonth() + 1)}/${birth.getUTCFullYear()}`,
      faker.location.city(),
      code,
      name,
      `${code}${level}`,
      "261",
      `${level < 4 ? `Licence ${level}` : `Master ${level - 3}`} ${name}`,
      "2026",
      "E",
      `${two(1 + (index % 28))}/09/2026`,
    ].join(";")}\r\n`;
  }
}

function familyName(faker: Faker, index: number): string {
  const one = faker.person.lastName();
  if (index % 12 === 0) return `${one}-${faker.person.lastName()}`;
  return index % 15 === 0 ? `${faker.helpers.arrayElement(particles)}${one}` : one;
}

function givenName(faker: Faker, index: number): string {
  const one = faker.person.firstName();
  return index % 10 === 0 ? `${one}-${faker.person.firstName()}` : one;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
