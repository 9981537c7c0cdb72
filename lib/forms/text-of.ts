/** Returns a text field, or an empty text for anything else: a file, a list, nothing. */
export function textOf(sent: unknown): string {
  return typeof sent === "string" ? sent : "";
}
