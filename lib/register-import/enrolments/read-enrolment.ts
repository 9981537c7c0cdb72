import type { EnrolmentField } from "@/lib/import-fields/enrolments";
import { asWord, readYear } from "../cells";
import type { ColumnsAt } from "../columns/recognise";
import type { ReadingRules } from "../kinds";
import { isWhole, LineReader, type Read } from "../line-reader";
import type { StatedNames } from "../names";
import { readPerson } from "../read-person";

/** A line of the file, read: a person and one of their stages. A field not given is null, and stays as it is. */
export interface Enrolment extends StatedNames {
  studentNumber: string | null;
  ine: string | null;
  identifier: string | null;
  mail: string | null;
  givenName: string;
  birthDate: string;
  birthPlace: string | null;
  status: string | null;
  year: number;
  componentCode: string;
  componentName: string;
  stageCode: string;
  stageVersion: string;
  stageName: string;
  enrolledOn: string;
  /** Null when the file has no states: the enrolment then keeps its own. */
  state: "in-force" | "cancelled" | null;
}

const inForce = new Set(["e", "en cours", "inscrit", "inscrite", "valide", "validee", "v"]);

/** Reads a row. A refusal lists everything wrong with it. */
export function readEnrolment(
  cells: readonly string[],
  at: ColumnsAt<EnrolmentField>,
  { today, institution }: ReadingRules,
): Read<Enrolment> {
  const row = new LineReader(cells, at);
  const studentNumber = row.text("studentNumber");
  const ine = row.ine("ine", "ineKey");
  const identifier = row.text("identifier")?.toLowerCase() ?? null;
  if (identifier && !isOwnIdentifier(identifier, institution)) row.refuse("identifier-shape");
  if (row.isEmpty("studentNumber", "ine", "ineKey", "identifier")) row.refuse("no-key");
  const mail = row.mail("mail");
  const { givenName, familyName, birthDate, ...person } = readPerson(row, today);

  const year = readYear(row.cell("year"));
  if (!year || year < 1970 || year > Number(today.slice(0, 4)) + 1) row.refuse("no-year");
  const componentCode = row.text("componentCode", "no-component");
  const stageCode = row.text("stageCode", "no-stage");
  const enrolledOn = row.date("enrolledOn", "no-enrolment-date");
  if (enrolledOn && enrolledOn > today) row.refuse("enrolled-in-future");
  const state = row.has("state") ? stateOf(row.cell("state")) : null;
  if (!state && row.has("state")) row.refuse("unknown-state");
  const left = {
    ...person,
    studentNumber,
    ine,
    identifier,
    mail,
    componentName: row.label("componentName") ?? componentCode ?? "",
    stageName: row.label("stageName") ?? stageCode ?? "",
    stageVersion: row.text("stageVersion") ?? "",
    state,
  };

  const needed = { givenName, familyName, birthDate, year, componentCode, stageCode, enrolledOn };
  if (row.reasons.length > 0 || !isWhole(needed)) return row.refused();
  return { ok: true, content: { ...left, ...needed } };
}

function isOwnIdentifier(identifier: string, { patterns, domains }: ReadingRules["institution"]): boolean {
  return patterns.studentIdentifier.test(identifier) && identifier.endsWith(`@${domains.student}`);
}

/**
 * Reads a state. In Apogée's `ETA_IAE`, E means in force and any other letter cancelled; an empty cell is neither. Null
 * for any other word (an enrolment that Pégase has not validated): the line is refused for the time being.
 */
function stateOf(cell: string | undefined): Enrolment["state"] | null {
  const word = asWord(cell);
  if (inForce.has(word)) return "in-force";
  return word.length === 1 || /^(annul|resili|demission|abandon)/.test(word) ? "cancelled" : null;
}
