/** The names that a line gives: the one in use and the birth name. */
export interface StatedNames {
  familyName: string;
  /** Whether the file has usual names. If not, the family name is the birth name, and says nothing of another. */
  hasUsualName: boolean;
  birthName: string | null;
}

/** Returns the birth name when it differs from the family name. */
export function otherThan(familyName: string, birthName: string | null): string | null {
  return birthName === familyName ? null : birthName;
}

/** Returns a known person's family names as the line wants them: what the line does not say stays. */
export function wantedNames(line: StatedNames, known: { familyName: string; birthName: string | null }) {
  const isNameAtBirth = !line.hasUsualName && line.birthName === (known.birthName ?? known.familyName);
  const familyName = isNameAtBirth ? known.familyName : line.familyName;
  return { familyName, birthName: otherThan(familyName, line.birthName ?? known.birthName) };
}
