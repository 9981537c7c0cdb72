import type { Messages } from "@/messages/catalogue";

/** The result of a check. `unchecked`: it cannot be known from here. */
export type Level = "ok" | "unchecked" | "warning" | "fault";

type Keys<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Keys<Tree[Key]>}`;
}[keyof Tree & string];

/** Key of a sentence under `doctor.findings`: what was found, and what to do about it. */
export type Sentence = Keys<Messages["doctor"]["findings"]>;

/** The values in a sentence. Never a secret, nor anything that may repeat one, such as an error's own message. */
export type Values = Record<string, string | number | Date>;

export interface Finding {
  level: Level;
  says: Sentence;
  values: Values;
}

const at =
  (level: Level) =>
  (says: Sentence, values: Values = {}): Finding => ({ level, says, values });

export const ok = at("ok");
/** Somebody must check it by hand: it cannot be checked from here. */
export const unchecked = at("unchecked");
/** The service can start, but somebody should look at this. */
export const warning = at("warning");
/** Must be corrected before anybody uses the service. */
export const fault = at("fault");
