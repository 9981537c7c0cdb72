/** Returns whole seconds for `Retry-After`, at least one: zero would ask the caller to try again at once. */
export function secondsUntil(later: Date, now: Date): number {
  return Math.max(1, Math.ceil((later.getTime() - now.getTime()) / 1_000));
}
