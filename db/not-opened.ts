/** The database refused us. `said`: why, from PostgreSQL or the network, whose words never contain a password. */
export class DatabaseNotOpened extends Error {
  readonly said: string;

  constructor(cause: unknown) {
    super("the database did not let us in", { cause });
    this.name = "DatabaseNotOpened";
    // A name with several addresses fails once for each, and the AggregateError itself has no message.
    const [first] = cause instanceof AggregateError ? cause.errors : [cause];
    this.said = first instanceof Error ? first.message : String(first);
  }
}
