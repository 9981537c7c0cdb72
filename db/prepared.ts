import "server-only";
import type { Database } from "./client";

interface Preparable<Rows> {
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Rows> };
}

/**
 * Builds a statement's text once per database handle, because building it costs as much as sending it. For queries that
 * every request makes. Its values are `sql.placeholder(name)`; the returned function takes them by name.
 */
export function prepared<Rows>(build: (db: Database) => Preparable<Rows>) {
  const built = new WeakMap<Database, ReturnType<Preparable<Rows>["prepare"]>>();
  return (db: Database, values: Record<string, unknown>): Promise<Rows> => {
    // No name here: the connection names every statement.
    const statement = built.get(db) ?? build(db).prepare("");
    built.set(db, statement);
    return statement.execute(values);
  };
}
