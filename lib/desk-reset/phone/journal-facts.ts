import type { Phone } from "./queries";

/** Returns the subject and details of a phone's journal line: nobody is signed in there. */
export function journalFacts({ reset, student }: Phone) {
  return { subject: student.identifier, details: { card: reset.cardNumber, staff: reset.staffUid } };
}
