import { otherThan, wantedNames } from "../names";
import type { Change, Outcome, Refusal } from "../reasons";
import type { Staff } from "./read-staff";

/** A member of staff, as the register has them or will have them. */
export interface KnownStaff {
  staffNumber: string | null;
  identifier: string;
  mail: string;
  givenName: string;
  familyName: string;
  birthName: string | null;
  birthDate: string;
  birthPlace: string | null;
  status: string | null;
  componentCode: string;
  componentName: string;
  posts: string[];
  enrolledOn: string;
  isGone: boolean;
}

/** The member of staff under the number and under the login of a line; null for nobody. */
export interface StaffMatches<Known extends KnownStaff> {
  byNumber: Known | null;
  byIdentifier: Known | null;
  /** Somebody has, or had, this login. */
  isIdentifierUsed: boolean;
}

export type StaffMatch<Known extends KnownStaff> =
  | { ok: true; known: Known | null }
  | { ok: false; reason: Extract<Refusal, "identifier-of-another" | "identifier-never-changes"> };

/**
 * Finds the member of staff of a line: by HR's number, else, among those in the register without one, by login and
 * birth date. A login never changes, and never goes to another person.
 */
export function matchStaff<Known extends KnownStaff>(
  line: Pick<Staff, "identifier" | "birthDate">,
  { byNumber, byIdentifier, isIdentifierUsed }: StaffMatches<Known>,
): StaffMatch<Known> {
  if (byNumber?.identifier === line.identifier) return { ok: true, known: byNumber };
  if (byNumber) return { ok: false, reason: isIdentifierUsed ? "identifier-of-another" : "identifier-never-changes" };
  if (byIdentifier?.staffNumber === null && byIdentifier.birthDate === line.birthDate)
    return { ok: true, known: byIdentifier };
  return isIdentifierUsed ? { ok: false, reason: "identifier-of-another" } : { ok: true, known: null };
}

/** Returns the member of staff as the line wants them: what the line does not say stays. */
export function wantedStaff(line: Staff, known: KnownStaff | null): KnownStaff {
  const { familyName } = line;
  const names = known ? wantedNames(line, known) : { familyName, birthName: otherThan(familyName, line.birthName) };
  return {
    staffNumber: line.staffNumber,
    identifier: line.identifier,
    mail: line.mail,
    givenName: line.givenName,
    ...names,
    birthDate: line.birthDate,
    birthPlace: line.birthPlace ?? known?.birthPlace ?? null,
    status: line.status ?? known?.status ?? null,
    componentCode: line.componentCode,
    componentName: line.componentName,
    posts: line.post === null ? (known?.posts ?? []) : [line.post],
    enrolledOn: line.enrolledOn,
    isGone: line.isGone ?? known?.isGone ?? false,
  };
}

/** Returns what the line does to the register. Somebody who left before the register knew of them changes nothing. */
export function staffEffect(
  line: Staff,
  known: KnownStaff | null,
): { outcome: Exclude<Outcome, "refuse">; reasons: Change[] } {
  if (!known) {
    if (line.isGone) return { outcome: "unchanged", reasons: ["left-before"] };
    return { outcome: "create", reasons: ["new-staff"] };
  }
  const wanted = wantedStaff(line, known);
  const differs = (...fields: (keyof KnownStaff)[]) =>
    fields.some((field) => JSON.stringify(known[field]) !== JSON.stringify(wanted[field]));
  const changed: [Change, boolean][] = [
    ["names", differs("givenName", "familyName", "birthName")],
    ["birth", differs("birthDate", "birthPlace")],
    ["staff-number", differs("staffNumber")],
    ["mail", differs("mail")],
    ["status", differs("status")],
    ["post", differs("componentCode", "componentName", "posts", "enrolledOn")],
    [wanted.isGone ? "left" : "back", differs("isGone")],
  ];
  const reasons = changed.flatMap(([reason, isChanged]) => (isChanged ? [reason] : []));
  return { outcome: reasons.length > 0 ? "change" : "unchanged", reasons };
}
