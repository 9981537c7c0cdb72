/** Why a line is refused. Each has its sentence in the `registerImport` messages. */
export const refusals = [
  "formula",
  "control-character",
  "too-long",
  "no-key",
  "no-family-name",
  "no-given-name",
  "no-birth-date",
  "no-such-date",
  "birth-in-future",
  "ine-shape",
  "identifier-shape",
  "mail-shape",
  "no-component",
  "no-stage",
  "no-year",
  "no-enrolment-date",
  "enrolled-in-future",
  "unknown-state",
  "no-identifier",
  "disagrees",
  "same-ine",
  "same-identifier",
  "ine-of-another",
  "identifier-of-another",
  "identifier-never-changes",
  "overtaken",
  "no-card-number",
  "card-number-shape",
  "no-validity",
  "unknown-student",
  "card-of-another",
  "card-ended",
  "two-cards-in-force",
] as const;

export type Refusal = (typeof refusals)[number];

/** What a line changes, or that it repeats another. */
export const changes = [
  "new-student",
  "names",
  "birth",
  "numbers",
  "mail",
  "status",
  "new-stage",
  "stage",
  "cancelled",
  "cancelled-before",
  "reinstated",
  "new-card",
  "card-validity",
  "card-state",
  "replaces-card",
  "repeated",
] as const;

export type Change = (typeof changes)[number];
export type Reason = Refusal | Change;
export type Outcome = "create" | "change" | "unchanged" | "refuse";
