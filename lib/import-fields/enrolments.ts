/** The fields of an enrolment. */
export const enrolmentFields = [
  "studentNumber",
  "ine",
  "ineKey",
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
  "stageCode",
  "stageVersion",
  "stageName",
  "year",
  "enrolledOn",
  "state",
] as const;

export type EnrolmentField = (typeof enrolmentFields)[number];

/** The required fields; of a list, one is enough. */
export const neededForEnrolments: readonly (readonly EnrolmentField[])[] = [
  ["studentNumber", "ine", "identifier"],
  ["birthName", "usualName"],
  ["givenName"],
  ["birthDate"],
  ["componentCode"],
  ["componentName"],
  ["stageCode"],
  ["stageName"],
  ["year"],
  ["enrolledOn"],
];
