import { bigint, integer, pgTable, varchar } from "drizzle-orm/pg-core";

/** Counters of attempts (see `lib/throttle`): the key is a keyed hash, `expire` the end of the window in milliseconds since 1970. */
export const throttle = pgTable("throttle", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }).notNull(),
});
