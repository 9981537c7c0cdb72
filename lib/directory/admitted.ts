/** The limit in characters, even where the institution's pattern admits more. */
const longestIdentifier = 256;

/**
 * True when the directory may be asked about this value. A value that is not admitted belongs to nobody, and no request
 * is sent. Servers written in C stop at a NUL and match what precedes it, so no pattern may admit one.
 */
export function isAdmitted(pattern: RegExp, value: string): boolean {
  return pattern.test(value) && value.length <= longestIdentifier && !value.includes("\0");
}
