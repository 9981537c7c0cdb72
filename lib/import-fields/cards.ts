/** The fields of a card. */
export const cardFields = ["number", "studentNumber", "ine", "identifier", "validUntil", "state"] as const;

export type CardField = (typeof cardFields)[number];

export const neededForCards: readonly (readonly CardField[])[] = [
  ["number"],
  ["studentNumber", "ine", "identifier"],
  ["validUntil"],
  ["state"],
];
