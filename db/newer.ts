/** The database has had migrations that these sources do not know: a newer version uses it, or did. */
export class DatabaseIsNewer extends Error {
  constructor() {
    super("the database belongs to a newer version");
    this.name = "DatabaseIsNewer";
  }
}
