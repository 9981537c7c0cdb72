import { type CardField, neededForCards } from "@/lib/import-fields/cards";
import { type EnrolmentField, neededForEnrolments } from "@/lib/import-fields/enrolments";
import { neededForStaff, type StaffField } from "@/lib/import-fields/staff";
import type { Institution } from "@/lib/institution";
import type { Population } from "@/lib/population";
import { headersOf, type Separator } from "../file/separator";
import { apogee } from "./apogee";
import { harpege } from "./harpege";
import { pegase } from "./pegase";
import { plainCards, plainEnrolments, plainStaff } from "./plain";

export type Recognised =
  | ({ ok: true; population: Population; kind: "enrolments" } & Columns<EnrolmentField>)
  | ({ ok: true; population: Population; kind: "cards" } & Columns<CardField>)
  | ({ ok: true; population: Population; kind: "staff" } & Columns<StaffField>)
  | { ok: false; refusal: "wrong-header" | "too-many-columns" }
  /** Columns under the names that the header should have; alternatives are given together. */
  | { ok: false; refusal: "missing-columns" | "repeated-columns"; population: Population; columns: string[] };

/** No export has more: beyond this, line ends are wrong, or it is not a register. */
const mostColumns = 1_000;

interface Columns<Field extends string> {
  separator: Separator;
  at: ColumnsAt<Field>;
  /** The header’s name for each field. */
  names: Partial<Record<Field, string>>;
}

/** The position of each field in a row. */
export type ColumnsAt<Field extends string> = Partial<Record<Field, number>>;

interface ColumnSet {
  population: Population;
  kind: "enrolments" | "cards" | "staff";
  columns: Partial<Record<string, string>>;
  needed: readonly (readonly string[])[];
}

/**
 * Recognises the columns from the first line of the file: the institution’s own, Apogée’s, Pégase’s, Harpège’s or plain
 * French ones, for enrolments, cards or staff. Only files about these populations are recognised. The set with the most
 * columns present wins.
 */
export function recogniseColumns(
  beginning: string,
  { import: own }: Pick<Institution, "import">,
  populations: readonly Population[],
): Recognised {
  const sets = setsOf(own).filter(({ population }) => populations.includes(population));
  const attempts = headersOf(beginning).flatMap(({ separator, header }) =>
    sets.map((set) => ({ separator, header, set, ...matched(header, set) })),
  );
  attempts.sort((a, b) => b.found - a.found || a.missing.length - b.missing.length);
  const [best] = attempts;
  if (!best || best.found < 2) return { ok: false, refusal: "wrong-header" };
  if (best.header.length > mostColumns) return { ok: false, refusal: "too-many-columns" };
  const { missing, repeated, set, at, names, separator } = best;
  const { population, kind } = set;
  if (missing.length > 0) return { ok: false, refusal: "missing-columns", population, columns: missing };
  if (repeated.length > 0) return { ok: false, refusal: "repeated-columns", population, columns: repeated };
  return { ok: true, population, kind, separator, at, names };
}

function setsOf(own: Institution["import"]): ColumnSet[] {
  const enrolments = { population: "student", kind: "enrolments", needed: neededForEnrolments } as const;
  const cards = { population: "student", kind: "cards", needed: neededForCards } as const;
  const staff = { population: "staff", kind: "staff", needed: neededForStaff } as const;
  return [
    { ...enrolments, columns: { ...plainEnrolments, ...own.enrolments } },
    { ...enrolments, columns: apogee },
    { ...enrolments, columns: pegase },
    { ...enrolments, columns: plainEnrolments },
    { ...cards, columns: { ...plainCards, ...own.cards } },
    { ...cards, columns: plainCards },
    { ...staff, columns: { ...plainStaff, ...own.staff } },
    { ...staff, columns: harpege },
    { ...staff, columns: plainStaff },
  ];
}

function matched(header: string[], { columns, needed }: ColumnSet) {
  const keys = header.slice(0, mostColumns).map(asKey);
  const entries = Object.entries(columns).flatMap(([field, name]) => (name ? [{ field, name }] : []));
  const present = entries.filter(({ name }) => keys.includes(asKey(name)));
  const has = (field: string) => present.some((one) => one.field === field);
  const named = (field: string) => columns[field] ?? [];
  return {
    found: present.length,
    at: Object.fromEntries(present.map(({ field, name }) => [field, keys.indexOf(asKey(name))])),
    names: Object.fromEntries(present.map(({ field, name }) => [field, name])),
    missing: needed.filter((fields) => !fields.some(has)).map((fields) => fields.flatMap(named).join(" / ")),
    repeated: present.map(({ name }) => name).filter((name) => keys.filter((one) => one === asKey(name)).length > 1),
  };
}

/** Returns one key for « Numéro étudiant », `NUMERO_ETUDIANT` and `numero etudiant`. */
function asKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
