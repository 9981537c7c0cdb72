/**
 * What a server action returns to its form. Sentences are already in the person's language, so that no catalogue goes
 * to the browser. `typed` is what the person typed, to fill the fields again: never a password or a code.
 */
export interface FormState {
  alert?: FormAlert;
  /** By field name: what to do about it, in one sentence, or one per rule. */
  errors?: Record<string, string | readonly string[]>;
  typed?: Record<string, string>;
  /** Asked in place of the fields before anything is done. Each answer is a button. */
  question?: FormQuestion;
  /** It is done, and the page stays: the form shows its own message for that. */
  done?: true;
}

export interface FormAlert {
  title: string;
  lines?: AlertLine[];
  help?: { href: string; label: string };
  /** Nothing typed on this page would change it: it takes the place of the page's title. */
  isAnswer?: true;
}

export interface FormQuestion {
  title: string;
  text: string;
  answers: readonly { name: string; value: string; label: string; kind: "primary" | "second" | "link" }[];
}

/** A sentence of an alert, with or without a link at its end. */
export type AlertLine = string | { text: string; link: { href: string; label: string } };

export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>;
