import type { StaffField } from "@/lib/import-fields/staff";
import { rulesOf } from "@/lib/population";
import type { ColumnsAt } from "../columns/recognise";
import type { ReadingRules } from "../kinds";
import { isWhole, LineReader, type Read } from "../line-reader";
import type { StatedNames } from "../names";
import { readPerson } from "../read-person";

/** A line of HR's file, read: a member of staff. A field not given is null, and stays as it is. */
export interface Staff extends StatedNames {
  /** HR's own number, permanent (`supannEmpId`). */
  staffNumber: string;
  /** The login, from the identity system: none is made here. */
  identifier: string;
  mail: string;
  givenName: string;
  birthDate: string;
  birthPlace: string | null;
  status: string | null;
  /** The service they work in. */
  componentCode: string;
  componentName: string;
  /** What they do there. */
  post: string | null;
  /** The day of arrival. */
  enrolledOn: string;
  /** Whether they have left, today included; null when the file has no departures. A future departure is none yet. */
  isGone: boolean | null;
}

/** Reads a row. A refusal lists everything wrong with it. */
export function readStaff(
  cells: readonly string[],
  at: ColumnsAt<StaffField>,
  { today, institution }: ReadingRules,
): Read<Staff> {
  const rules = rulesOf(institution, "staff");
  const row = new LineReader(cells, at);
  const staffNumber = row.text("staffNumber", "no-staff-number");
  const identifier = row.text("identifier", "no-login")?.toLowerCase() ?? null;
  if (identifier && !rules.identifier.test(identifier)) row.refuse("login-shape");
  const mail = row.mail("mail", "no-mail");
  if (mail && !mail.endsWith(`@${rules.domain}`)) row.refuse("mail-domain");
  const { givenName, familyName, birthDate, ...person } = readPerson(row, today);

  const componentCode = row.text("componentCode", "no-service");
  const enrolledOn = row.date("enrolledOn", "no-arrival");
  if (enrolledOn && enrolledOn > today) row.refuse("arrival-in-future");
  const leftOn = row.date("leftOn");
  if (enrolledOn && leftOn && leftOn < enrolledOn) row.refuse("left-before-arrival");
  const left = {
    ...person,
    componentName: row.label("componentName") ?? componentCode ?? "",
    post: row.label("post"),
    isGone: row.has("leftOn") ? leftOn !== null && leftOn <= today : null,
  };

  const needed = { staffNumber, identifier, mail, givenName, familyName, birthDate, componentCode, enrolledOn };
  if (row.reasons.length > 0 || !isWhole(needed)) return row.refused();
  return { ok: true, content: { ...left, ...needed } };
}
