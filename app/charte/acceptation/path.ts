/** Where a student is asked for the charter in force; they go on to `next` afterwards. */
export function acceptancePath(next: string): string {
  return `/charte/acceptation?suite=${encodeURIComponent(next)}`;
}
