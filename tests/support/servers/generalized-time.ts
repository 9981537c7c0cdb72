/** Returns generalized time (RFC 4517, section 3.3.13), to the second: `20261122014553Z`. */
export function generalizedTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}
