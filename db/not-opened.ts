/** The database did not let us in. `said`: why, in the words of PostgreSQL or of the network, which never repeat a password. */
export class DatabaseNotOpened extends Error {
  readonly said: string;

  constructor(cause: unknown) {
    super("the database did not let us in", { cause });
    this.name = "DatabaseNotOpened";
    // A name with several addresses fails once for each, and says nothing in all.
    const [first] = cause instanceof AggregateError ? cause.errors : [cause];
    this.said = first instanceof Error ? first.message : String(first);
  }
}
