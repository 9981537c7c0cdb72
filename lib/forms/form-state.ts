/**
 * What a server action hands back to its form. Sentences, already in the person's language, so that no catalogue travels to the
 * browser. `typed` is what the person typed, to be put back in the fields: never a password, nor a code.
 */
export interface FormState {
  alert?: { title: string; lines?: AlertLine[]; help?: { href: string; label: string } };
  /** By field name: what to do about it, one sentence, or one a rule. */
  errors?: Record<string, string | readonly string[]>;
  typed?: Record<string, string>;
  /** It is done, and the page stays: the form shows what it was given to say of that. */
  done?: true;
}

/** A sentence of an alert; or one that ends with a link. */
export type AlertLine = string | { text: string; link: { href: string; label: string } };

export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>;
