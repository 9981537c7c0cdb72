/** What Next and React say of a request that speaks their own protocol wrongly: a form that is none, arguments that cannot be decoded. */
const garbled =
  /^Failed to parse body as FormData|^Unexpected end of form|^Connection closed\.|^The router state header|is not valid JSON|^Unexpected end of JSON input/;

/** What they say of an action that is not of this build: made up, or of a page that was open before an update. */
const unknownAction =
  /^Failed to find Server Action|^The Server Reference ID did not match|^Invalid Server Actions? request/;

/** How a request that is none was told, without anything of what was sent; null for any other error. */
export function whyUnreadable({ message }: Error): string | null {
  return garbled.exec(message)?.[0] ?? null;
}

/** The same of an action that there is not. */
export function whyNoAction({ message }: Error): string | null {
  return unknownAction.exec(message)?.[0] ?? null;
}
