/** What is thrown by an action that was called with anything but the form that it takes: Next hands over whatever was sent. */
export const notAForm = "What was posted is no form.";

/** What Next and React say of a request that speaks their own protocol wrongly: a form that is none, arguments that cannot be decoded. */
const garbled = new RegExp(
  [
    "^Failed to parse body as FormData",
    "^Unexpected end of form",
    "^Connection closed\\.",
    "^The router state header",
    "^Invalid (?:forward )?reference\\.",
    "^Referenced Blob is not a Blob\\.",
    "^Maximum array nesting exceeded",
    "^BigInt is too large",
    "^Server Function has too many bound arguments",
    "^Server Action arguments list is too long",
    "^What was posted is no form\\.",
    "is not valid JSON",
    "^Unexpected end of JSON input",
  ].join("|"),
);

/** What they say of an action that is not of this build: made up, or of a page that was open before an update. */
const unknownAction =
  /^Failed to find Server Action|^The Server Reference ID did not match|^Invalid Server Actions? request/;

/** How a request that is none was told, without anything of what was sent; null for any other error. */
export function whyUnreadable({ message, stack = "" }: Error): string | null {
  return garbled.exec(message)?.[0] ?? (isOfDecoding(stack) ? "arguments that are none" : null);
}

/** The same of an action that there is not. */
export function whyNoAction({ message }: Error): string | null {
  return unknownAction.exec(message)?.[0] ?? null;
}

/**
 * True of what JavaScript itself throws while it reads arguments for React, in words that are not React’s: JSON cut short, a number or a map
 * that is none. React asks it in person. Where one of our functions, or anybody else’s, stands in between, the fault is ours.
 */
function isOfDecoding(stack: string): boolean {
  const [reader = "", ...callers] = stack.split("\n").filter((line) => /^ +at /.test(line));
  const isNative = /at (?:JSON\.parse|BigInt|new Map|new Set) \(<anonymous>\)$/.test(reader);
  const [caller] = callers;
  return isNative && caller !== undefined && isNexts(caller) && callers.every((line) => isNexts(line) || isNodes(line));
}

const isNexts = (line: string) => /[\\/]next[\\/]dist[\\/]compiled[\\/]next-server[\\/]app-page/.test(line);
const isNodes = (line: string) => /\(?node:[^)]*\)?$/.test(line);
