import { posted } from "./posted";
import { textOf } from "./text-of";

/** The text of one field of the form that an action was called with; empty for a field that is no text. Throws as `posted` does. */
export function textIn(formData: unknown, name: string): string {
  return textOf(posted(formData).get(name));
}
