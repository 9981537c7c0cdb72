/** Whatever the institution's patterns admit. */
const longestIdentifier = 256;

/**
 * Whether the directory is asked for this at all: what is not admitted is nobody's, unasked, which says nothing of the directory. Servers
 * written in C stop at a NUL, and find whoever has what stands before it: no pattern may admit one.
 */
export function isAdmitted(pattern: RegExp, value: string): boolean {
  return pattern.test(value) && value.length <= longestIdentifier && !value.includes("\0");
}
