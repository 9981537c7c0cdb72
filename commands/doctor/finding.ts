import type { Messages } from "@/messages/catalogue";

/** What a check found. `unchecked`: it could not be known from here. */
export type Level = "ok" | "unchecked" | "warning" | "fault";

type Keys<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Keys<Tree[Key]>}`;
}[keyof Tree & string];

/** Key of a sentence under `doctor.findings`: what is the case, and what to do about it. */
export type Sentence = Keys<Messages["doctor"]["findings"]>;

/** What fills the blanks of a sentence. Never a secret, and nothing that may repeat one, such as an error's own message. */
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
/** To be told, and to be looked at by hand: no computer can from here. */
export const unchecked = at("unchecked");
/** The service would serve, and somebody should look at this. */
export const warning = at("warning");
/** To put right before anybody is let in. */
export const fault = at("fault");
