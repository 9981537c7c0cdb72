import type { Messages } from "@/messages/catalogue";
import { type AuditKind, auditKinds } from "./kinds";

type Words = Messages["journal"];

/** The true reason of an outcome, as a code. A new one needs its words: it does not compile otherwise. */
export type AuditReason = keyof Words["reasons"];

/** The name of a small fact. The same holds of it. */
export type AuditDetail = keyof Words["details"];

/** A code with hyphens for dots, which next-intl takes for folders. */
type WordOf<Code extends string> = Code extends `${infer Head}.${infer Tail}` ? `${Head}-${WordOf<Tail>}` : Code;

/** Returns the key of a kind's words, under `journal.kinds`. Does not compile when a kind has none. */
function wordOfKind(kind: AuditKind): keyof Words["kinds"] {
  return kind.replaceAll(".", "-") as WordOf<AuditKind>;
}

/** Returns the key of the words for a kind read in the journal; null for one that is not in this list. */
export function kindWord(kind: string): keyof Words["kinds"] | null {
  const known = auditKinds.find((each) => each === kind);
  return known ? wordOfKind(known) : null;
}

/** The words of each outcome, so that it is never shown by its colour alone. */
export const outcomeWords = {
  begun: "begun",
  succeeded: "succeeded",
  refused: "refused",
  failed: "failed",
  interrupted: "interrupted",
} as const satisfies Record<string, keyof Words["outcomes"]>;

/** Returns the reasons of a line: a password may break several rules at once. */
export function reasonsOf(reason: string | null): string[] {
  return reason ? reason.split(" ") : [];
}
