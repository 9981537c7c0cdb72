import type { Phone } from "./queries";

/** Whom a phone's line in the journal is about: nobody is signed in there. */
export function journalFacts({ reset, student }: Phone) {
  return { subject: student.identifier, details: { card: reset.cardNumber, staff: reset.staffUid } };
}
