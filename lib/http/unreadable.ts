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
    "^Already initialized (?:Map|Set|Iterator|stream|typed array)\\.",
    "^BigInt is too large",
    "^Server Function has too many bound arguments",
    "^Server Action arguments list is too long",
    "^What was posted is no form\\.",
  ].join("|"),
);

/** What they say of an action that is not of this build: made up, or of a page that was open before an update. */
const unknownAction =
  /^Failed to find Server Action|^The Server Reference ID did not match|^Invalid Server Actions? request/;

/**
 * How a request that is none was told, without anything of what was sent; null for any other error, our own faults among them. Only a
 * request that posts something has arguments to decode.
 */
export function whyUnreadable(error: Error, method = "POST"): string | null {
  const isMisread = method === "POST" && isOfDecoding(error);
  return garbled.exec(error.message)?.[0] ?? (isMisread ? "arguments that are none" : null);
}

/** The same of an action that there is not. */
export function whyNoAction({ message }: Error): string | null {
  return unknownAction.exec(message)?.[0] ?? null;
}

/**
 * True of what JavaScript itself throws, in words that are not React’s, while React reads arguments or Next hands them over: JSON cut short, a
 * number or a map that is none, a lone `null` in the place of a list, lists in lists that go too deep. They do so in person: where one of our
 * functions, or anybody else’s, stands anywhere in the trace, the fault is ours.
 */
function isOfDecoding({ name, stack = "" }: Error): boolean {
  const [thrower = "", ...callers] = stack.split("\n").filter((line) => /^ +at /.test(line));
  // What goes too deep ends in whatever it was calling by then.
  const isDepth = name === "RangeError";
  const natives = isDepth ? /\(<anonymous>\)$/ : /at (?:JSON\.parse|BigInt|new Map|new Set) \(<anonymous>\)$/;
  const reader = natives.test(thrower) ? callers[0] : name === "TypeError" || isDepth ? thrower : undefined;
  return reader !== undefined && isNexts(reader) && callers.every((line) => isNexts(line) || isNodes(line));
}

/** Its runtime, and what its build puts in files of their own. */
const isNexts = (line: string) =>
  /[\\/]next[\\/]dist[\\/]compiled[\\/]next-server[\\/]app-page|[\\/]chunks[\\/]ssr[\\/]node_modules_next_dist_/.test(
    line,
  );
const isNodes = (line: string) => /\(?node:[^)]*\)?$/.test(line);
