import type { EnrolmentField } from "@/lib/import-fields/enrolments";
import { asWord, readYear } from "../cells";
import type { ColumnsAt } from "../columns/recognise";
import type { ReadingRules } from "../kinds";
import { isWhole, LineReader, type Read } from "../line-reader";
import type { StatedNames } from "../names";
import { readPerson } from "../read-person";
import { identifierBase } from "./identifier";

/** One line of the file, read: a person, and a stage that they are enrolled in. What the file does not say is null, and left as it is. */
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
  /** Null when the file has no states: then an enrolment keeps its own. */
  state: "in-force" | "cancelled" | null;
}

const inForce = new Set(["e", "en cours", "inscrit", "inscrite", "valide", "validee", "v"]);

/** Reads a row; all that is wrong with it, every time. */
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
  if (!studentNumber && !ine && !identifier) row.refuse("no-key");
  const mail = row.mail("mail");
  const { givenName, familyName, birthDate, ...person } = readPerson(row, today);
  const isNameable = identifier || !givenName || !familyName || identifierBase(givenName, familyName);
  if (!isNameable) row.refuse("no-identifier");

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
    componentName: row.text("componentName") ?? componentCode ?? "",
    stageName: row.text("stageName") ?? stageCode ?? "",
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
 * Apogée's `ETA_IAE` is E for what is in force, and any other letter is cancelled; an empty cell is neither. In words, what is neither in
 * force nor cancelled (an enrolment that Pégase has not validated) is none of ours yet.
 */
function stateOf(cell: string | undefined): Enrolment["state"] | null {
  const word = asWord(cell);
  if (inForce.has(word)) return "in-force";
  return word.length === 1 || /^(annul|resili|demission|abandon)/.test(word) ? "cancelled" : null;
}
