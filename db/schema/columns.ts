import { sql } from "drizzle-orm";
import { type AnyPgColumn, customType, text, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** An instant, given by the service's clock. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The population that a row is about: students, or staff. */
export const population = () => text("population", { enum: ["student", "staff"] });

/** The check on such a column. */
export const isPopulation = (column: AnyPgColumn) => sql`${column} in ('student', 'staff')`;
