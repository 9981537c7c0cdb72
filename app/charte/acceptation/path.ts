/** Returns the address where a person accepts the charter in force; they go on to `next` afterwards. */
export function acceptancePath(next: string): string {
  return `/charte/acceptation?suite=${encodeURIComponent(next)}`;
}
