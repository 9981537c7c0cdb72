/** Thrown by an action called with anything but its form: Next passes on whatever was sent. */
export const notAForm = "What was posted is no form.";

/** What Next and React say when a request misuses their protocol: an invalid form, undecodable arguments. */
const garbled = new RegExp(
  [
    "^Failed to parse body as FormData",
    "^Unexpected end of form",
    "^Connection closed\\.",
    "^The router state header",
    "^Invalid (?:forward )?reference\\.",
    "^Referenced Blob is not a Blob\\.",
    "^Maximum array nesting exceeded",
    "^Already initialized (?:Map|Set|Iterator|stream|typed array)\\.",
    "^BigInt is too large",
    "^Server Function has too many bound arguments",
    "^Server Action arguments list is too long",
    "^What was posted is no form\\.",
  ].join("|"),
);

/** What Next says of an action that is not in this build: invented, or from a page opened before an update. */
const unknownAction =
  /^Failed to find Server Action|^The Server Reference ID did not match|^Invalid Server Actions? request/;

/**
 * Returns how an unreadable request was reported, without anything that was sent; null for any other error, including
 * our own faults. Only a request that posts something has arguments to decode.
 */
export function whyUnreadable(error: Error, method = "POST"): string | null {
  const isMisread = method === "POST" && isOfDecoding(error);
  return garbled.exec(error.message)?.[0] ?? (isMisread ? "arguments that are none" : null);
}

/** Returns how an unknown action was reported, without anything that was sent; null for any other error. */
export function whyNoAction({ message }: Error): string | null {
  return unknownAction.exec(message)?.[0] ?? null;
}

/**
 * True for what JavaScript itself throws, not React, while React reads arguments or Next passes them on: JSON cut
 * short, an invalid number or map, a lone `null` instead of a list, lists nested too deep. The whole trace must be
 * Next’s and Node’s: a function of ours or of a library anywhere in it makes the fault ours.
 */
function isOfDecoding({ name, stack = "" }: Error): boolean {
  const [thrower = "", ...callers] = stack.split("\n").filter((line) => /^ +at /.test(line));
  // When nesting is too deep, the trace ends in whatever was being called.
  const isDepth = name === "RangeError";
  const natives = isDepth ? /\(<anonymous>\)$/ : /at (?:JSON\.parse|BigInt|new Map|new Set) \(<anonymous>\)$/;
  const reader = natives.test(thrower) ? callers[0] : name === "TypeError" || isDepth ? thrower : undefined;
  return reader !== undefined && isNexts(reader) && callers.every((line) => isNexts(line) || isNodes(line));
}

/** Next’s runtime, and the files of its own that its build writes. */
const isNexts = (line: string) =>
  /[\\/]next[\\/]dist[\\/]compiled[\\/]next-server[\\/]app-page|[\\/]chunks[\\/]ssr[\\/]node_modules_next_dist_/.test(
    line,
  );
const isNodes = (line: string) => /\(?node:[^)]*\)?$/.test(line);
