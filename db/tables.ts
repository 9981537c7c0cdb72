import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as schema from "./schema";

/** The names of all our tables. */
export const tableNames = Object.values(schema)
  .filter((one) => is(one, PgTable))
  .map((table) => getTableName(table));
