/**
 * A value as servers compare it (`caseIgnoreMatch`, RFC 4517 4.2.11, after the preparation of RFC 4518): they find an entry whose value
 * differs from what was asked by its capitals, its compatibility forms, or its outer and doubled spaces.
 */
export function asCompared(value: string): string {
  return value.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}
