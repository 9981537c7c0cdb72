/** The fields of a member of staff. */
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

/** The required fields; of a list, one is enough. */
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
