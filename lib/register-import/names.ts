/** The names that a line gives: the one in use, and the one at birth. */
export interface StatedNames {
  familyName: string;
  /** Whether the file has usual names: when not, the family name is the one at birth, and says nothing of another. */
  hasUsualName: boolean;
  birthName: string | null;
}

/** A name at birth is kept when it is another than the family name. */
export function otherThan(familyName: string, birthName: string | null): string | null {
  return birthName === familyName ? null : birthName;
}

/** The family names as the line wants them, of somebody whom the register knows: what the line does not say stays. */
export function wantedNames(line: StatedNames, known: { familyName: string; birthName: string | null }) {
  const isNameAtBirth = !line.hasUsualName && line.birthName === (known.birthName ?? known.familyName);
  const familyName = isNameAtBirth ? known.familyName : line.familyName;
  return { familyName, birthName: otherThan(familyName, line.birthName ?? known.birthName) };
}
