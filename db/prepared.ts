import "server-only";
import type { Database } from "./client";

interface Preparable<Rows> {
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Rows> };
}

/**
 * A statement whose text is built once for each database handle, rather than at each call, which costs as much as sending it. For what
 * every request asks. Its values are `sql.placeholder(name)`, given by name to the function that this answers.
 */
export function prepared<Rows>(build: (db: Database) => Preparable<Rows>) {
  const built = new WeakMap<Database, ReturnType<Preparable<Rows>["prepare"]>>();
  return (db: Database, values: Record<string, unknown>): Promise<Rows> => {
    // Without a name of ours: the connection gives one to every statement.
    const statement = built.get(db) ?? build(db).prepare("");
    built.set(db, statement);
    return statement.execute(values);
  };
}
