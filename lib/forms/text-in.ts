import { posted } from "./posted";
import { textOf } from "./text-of";

/** Returns the text of one field of an action's form; empty when it is not text. Throws as `posted` does. */
export function textIn(formData: unknown, name: string): string {
  return textOf(posted(formData).get(name));
}
