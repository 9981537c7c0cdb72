import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, isPopulation, population } from "./columns";
import { students } from "./register";

/**
 * A version of the IT charter, in force from `publishedAt` until the next one is. Triggers forbid any change of it and
 * of its texts (see migrations). A future version can be withdrawn, and then was never in force.
 */
export const charters = pgTable(
  "charters",
  {
    /** Each number is one text, whichever population it is for. */
    version: integer("version").primaryKey(),
    /** The population that it is for. */
    population: population().notNull().default("student"),
    publishedAt: instant("published_at").notNull(),
    /** `major`: everyone must accept it. `editorial`: those who accepted the last major one, or any since, need not. */
    importance: text("importance", { enum: ["major", "editorial"] })
      .notNull()
      .default("major"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    uniqueIndex("charters_one_at_an_instant").on(t.population, t.publishedAt).where(sql`${t.withdrawnAt} is null`),
    check("charters_population", isPopulation(t.population)),
    check("charters_importance", sql`${t.importance} in ('major', 'editorial')`),
    check("charters_withdrawn_before_its_date", sql`${t.withdrawnAt} < ${t.publishedAt}`),
  ],
);

/** A version in preparation, in both languages. */
export const charterDrafts = pgTable(
  "charter_drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    population: population().notNull().default("student"),
    markdownFr: text("markdown_fr").notNull(),
    markdownEn: text("markdown_en").notNull(),
    /** Incremented at each save; a save states the revision that it was made from. */
    revision: integer("revision").notNull().default(1),
    updatedAt: instant("updated_at").notNull(),
    /** The directory's `uid` of the person who saved last. */
    updatedBy: text("updated_by").notNull(),
    /** The version that it became. */
    publishedVersion: integer("published_version")
      .unique()
      .references(() => charters.version),
    discardedAt: instant("discarded_at"),
  },
  (t) => [
    check("charter_drafts_population", isPopulation(t.population)),
    check("charter_drafts_published_or_discarded", sql`${t.publishedVersion} is null or ${t.discardedAt} is null`),
  ],
);

/** The exact text of a version in one language, and the SHA-256 of that text. */
export const charterTexts = pgTable(
  "charter_texts",
  {
    version: integer("version")
      .notNull()
      .references(() => charters.version),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    title: text("title").notNull(),
    markdown: text("markdown").notNull(),
    sha256: text("sha256").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.version, t.locale] }),
    check(
      "charter_texts_hash_is_of_the_text",
      sql`${t.sha256} = encode(sha256(convert_to(${t.markdown}, 'UTF8')), 'hex')`,
    ),
  ],
);

/** Who accepted which text, in which language, when, and from where. */
export const charterAcceptances = pgTable(
  "charter_acceptances",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    version: integer("version").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    sha256: text("sha256").notNull(),
    acceptedAt: instant("accepted_at").notNull(),
    address: text("address").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.version, t.locale], foreignColumns: [charterTexts.version, charterTexts.locale] }),
    index("charter_acceptances_by_student").on(t.studentId, t.acceptedAt),
    index("charter_acceptances_by_version").on(t.version, t.studentId),
  ],
);

/**
 * A person who did not accept a major version in time, and whether the directory says so. Deleted once they have
 * accepted it and the directory is corrected.
 */
export const charterDelays = pgTable(
  "charter_delays",
  {
    studentId: uuid("student_id")
      .primaryKey()
      .references(() => students.id),
    /** The major version that was due. */
    version: integer("version")
      .notNull()
      .references(() => charters.version),
    /** The sub-state set in the directory, so that the same one is removed. */
    subState: text("sub_state").notNull(),
    /** The instance that looks at it has it until then. */
    nextAttemptAt: instant("next_attempt_at").notNull(),
    /** The directory may say so since then: the journal's line was begun. */
    begunAt: instant("begun_at"),
    toldAt: instant("told_at"),
  },
  (t) => [
    index("charter_delays_due").on(t.nextAttemptAt),
    check("charter_delays_told_once_begun", sql`${t.toldAt} is null or ${t.begunAt} is not null`),
  ],
);
