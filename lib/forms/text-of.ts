/** A text field, or an empty text for anything else that was sent in its place: a file, a list, nothing. */
export function textOf(sent: unknown): string {
  return typeof sent === "string" ? sent : "";
}
