import type { Messages } from "@/messages/catalogue";
import { type AuditKind, auditKinds } from "./kinds";

type Words = Messages["journal"];

/** A code with its dots as hyphens: next-intl takes a dot for a folder. */
type WordOf<Code extends string> = Code extends `${infer Head}.${infer Tail}` ? `${Head}-${WordOf<Tail>}` : Code;

/** Key of a kind's words, under `journal.kinds`. Does not compile when a kind has none. */
function wordOfKind(kind: AuditKind): keyof Words["kinds"] {
  return kind.replaceAll(".", "-") as WordOf<AuditKind>;
}

/** The same for a kind read in the journal, which may be older than this list: then null. */
export function kindWord(kind: string): keyof Words["kinds"] | null {
  const known = auditKinds.find((each) => each === kind);
  return known ? wordOfKind(known) : null;
}

/** Each outcome has its words, and a tone that does not rest on the colour alone. */
export const outcomeWords = {
  begun: "begun",
  succeeded: "succeeded",
  refused: "refused",
  failed: "failed",
  interrupted: "interrupted",
} as const satisfies Record<string, keyof Words["outcomes"]>;

/** The reasons of a line, one by one: a password may break several rules at once. */
export function reasonsOf(reason: string | null): string[] {
  return reason ? reason.split(" ") : [];
}
