import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, isPopulation, population } from "./columns";

/**
 * The register: who is enrolled, according to the registrar's system; and, where staff are a population, who works
 * here, according to HR.
 */
export const students = pgTable(
  "students",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    population: population().notNull().default("student"),
    /** `prenom.nom@etu...` for a student, the staff login for staff. */
    identifier: text("identifier").notNull().unique(),
    mail: text("mail").notNull(),
    givenName: text("given_name").notNull(),
    /** The name in use: the birth name, unless the person took another (`nom d’usage`). */
    familyName: text("family_name").notNull(),
    /** The birth name, when another one is in use. */
    birthName: text("birth_name"),
    /** The lifelong number from the registrar (`supannEtuId`; Apogée's `COD_ETU`) or, for staff, HR (`supannEmpId`). */
    studentNumber: text("student_number"),
    /** Identifiant national étudiant: eleven digits and capitals (`supannCodeINE`). */
    ine: text("ine").unique(),
    birthDate: date("birth_date", { mode: "string" }).notNull(),
    birthPlace: text("birth_place"),
    componentCode: text("component_code").notNull(),
    componentName: text("component_name").notNull(),
    /** As the sheet prints them: the latest year's enrolments in force (see `enrolments`); for staff, their work. */
    stages: text("stages").array().notNull().default(sql`'{}'::text[]`),
    /** As the sheet prints it: « Étudiant », « Apprentie », « Auditeur libre ». */
    status: text("status"),
    /** Day of the administrative enrolment, in the institution's time zone: the first one of the latest year. */
    enrolledOn: date("enrolled_on", { mode: "string" }).notNull(),
    /**
     * No enrolment of the latest year is in force any more, or the member of staff has left: no sheet is made, and an
     * existing one is revoked.
     */
    withdrawnAt: instant("withdrawn_at"),
    activatedAt: instant("activated_at"),
    /** While a password not typed at a desk is on its way to the directory, until this instant, no other may be. */
    passwordClaimedUntil: instant("password_claimed_until"),
    /**
     * Names in lower case without accents or hyphens, a space before each word: `% ange%` finds ` lea marie d angelo `.
     */
    searchName: text("search_name").generatedAlwaysAs(
      sql`' ' || folded_name(given_name || ' ' || family_name || ' ' || coalesce(birth_name, '')) || ' '`,
    ),
  },
  (t) => [
    index("students_by_name").on(sql`folded_name(family_name)`, sql`folded_name(given_name)`, t.identifier),
    unique("students_number_once").on(t.population, t.studentNumber),
    check("students_population", isPopulation(t.population)),
    check("students_identifier_lower_case", sql`${t.identifier} = lower(${t.identifier})`),
    check("students_ine_shape", sql`${t.ine} ~ '^[0-9A-Z]{11}$'`),
  ],
);

/** Each stage in which a student is, or was, enrolled, according to the registrar's system. */
export const enrolments = pgTable(
  "enrolments",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** First calendar year of the academic year: 2026 for 2026-2027. */
    year: integer("year").notNull(),
    componentCode: text("component_code").notNull(),
    componentName: text("component_name").notNull(),
    stageCode: text("stage_code").notNull(),
    /** Empty when the registrar's system has no versions. */
    stageVersion: text("stage_version").notNull().default(""),
    stageName: text("stage_name").notNull(),
    enrolledOn: date("enrolled_on", { mode: "string" }).notNull(),
    state: text("state", { enum: ["in-force", "cancelled"] }).notNull(),
  },
  (t) => [
    uniqueIndex("enrolments_one_per_stage").on(t.studentId, t.year, t.stageCode, t.stageVersion),
    check("enrolments_state", sql`${t.state} in ('in-force', 'cancelled')`),
  ],
);

/**
 * Every identifier that anybody in the register ever had, kept after they are erased, so that it is never given to
 * somebody else. A trigger on `students` adds it with every student (see migrations).
 */
export const usedIdentifiers = pgTable("used_identifiers", { identifier: text("identifier").primaryKey() });

/** Student cards. A card that is not in force, or has expired, does not count as one. */
export const cards = pgTable(
  "cards",
  {
    number: text("number").primaryKey(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    validUntil: date("valid_until", { mode: "string" }).notNull(),
    state: text("state", { enum: ["in-force", "lost", "replaced"] }).notNull(),
  },
  (t) => [
    index("cards_by_student").on(t.studentId),
    check("cards_state", sql`${t.state} in ('in-force', 'lost', 'replaced')`),
    uniqueIndex("cards_one_in_force_per_student").on(t.studentId).where(sql`${t.state} = 'in-force'`),
  ],
);
