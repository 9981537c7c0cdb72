/** What a member of staff is read from. */
export const staffFields = [
  "staffNumber",
  "identifier",
  "mail",
  "birthName",
  "usualName",
  "givenName",
  "birthDate",
  "birthPlace",
  "status",
  "componentCode",
  "componentName",
  "post",
  "enrolledOn",
  "leftOn",
] as const;

export type StaffField = (typeof staffFields)[number];

/** Without one of these there is nobody to read; of a list, one is enough. */
export const neededForStaff: readonly (readonly StaffField[])[] = [
  ["staffNumber"],
  ["identifier"],
  ["mail"],
  ["birthName", "usualName"],
  ["givenName"],
  ["birthDate"],
  ["componentCode"],
  ["componentName"],
  ["enrolledOn"],
];
