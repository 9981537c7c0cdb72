/**
 * The tables of the service. What must never be false is said here, as unique indexes, checks and foreign keys, so that
 * two people at once cannot make it false either. Times are instants (`timestamptz`) given by the service's clock, never by `now()`.
 */
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const population = () => text("population", { enum: ["student", "staff"] });
const isPopulation = (column: AnyPgColumn) => sql`${column} in ('student', 'staff')`;
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The register: who is enrolled, as the registrar's own system says; and, where staff are a population too, who works here, as HR says. */
export const students = pgTable(
  "students",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    population: population().notNull().default("student"),
    /** `prenom.nom@etu...` of a student, the staff login of who works here. */
    identifier: text("identifier").notNull().unique(),
    mail: text("mail").notNull(),
    givenName: text("given_name").notNull(),
    /** The one in use: the name of birth, unless the person took another (`nom d’usage`). */
    familyName: text("family_name").notNull(),
    /** The name of birth, where another one is in use. */
    birthName: text("birth_name"),
    /** Number that the registrar's own system gives, for life (`supannEtuId`; Apogée's `COD_ETU`); HR's, of staff (`supannEmpId`). */
    studentNumber: text("student_number"),
    /** Identifiant national étudiant: eleven digits and capitals (`supannCodeINE`). */
    ine: text("ine").unique(),
    birthDate: date("birth_date", { mode: "string" }).notNull(),
    birthPlace: text("birth_place"),
    componentCode: text("component_code").notNull(),
    componentName: text("component_name").notNull(),
    /** As the sheet prints them: the enrolments in force of the latest year (see `enrolments`); of staff, what they do. */
    stages: text("stages").array().notNull().default(sql`'{}'::text[]`),
    /** As the sheet prints it: « Étudiant », « Apprentie », « Auditeur libre ». */
    status: text("status"),
    /** Day of the administrative enrolment, in the institution's time zone: the first one of the latest year. */
    enrolledOn: date("enrolled_on", { mode: "string" }).notNull(),
    /** No enrolment is in force any more, or the member of staff has left: no sheet is made, and the one that was is revoked. */
    withdrawnAt: instant("withdrawn_at"),
    activatedAt: instant("activated_at"),
    /** While a password that was not typed at a desk is on its way to the directory, until this instant, no other one may be. */
    passwordClaimedUntil: instant("password_claimed_until"),
    /** Names in lower case without accents or hyphens, each word after a space: ` lea marie d angelo ` finds them by `like '% ange%'`. */
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

/** Each stage that a student is, or was, enrolled in, as the registrar's system says. */
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
    /** Empty where the registrar's system has no versions. */
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
 * Every identifier that somebody of the register ever had, kept when they are gone: none is given to somebody else. A trigger on `students`
 * writes it, whoever adds a student (see migrations).
 */
export const usedIdentifiers = pgTable("used_identifiers", { identifier: text("identifier").primaryKey() });

/** A file that the registrar, or HR, gave: read first, then applied, or not. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Whom it is about, as whoever received it says: nobody else sees it, nor applies it. */
    population: population().notNull().default("student"),
    /** Null for a file that was refused before its columns were recognised. */
    kind: text("kind", { enum: ["enrolments", "cards", "staff"] }),
    fileName: text("file_name").notNull(),
    sha256: text("sha256"),
    /** The directory's `uid`; null for the command line. */
    startedBy: text("started_by"),
    startedAt: instant("started_at").notNull(),
    /** `received` waits to be read, `asked` to be applied: whoever imports files takes it, and says so by the state that follows. */
    state: text("state", {
      enum: ["received", "reading", "ready", "asked", "applying", "done", "failed", "refused", "expired"],
    }).notNull(),
    /** For whom it waits: what the journal will say of who gave the file, or asked for its application. Null once it was taken. */
    actor: jsonb("actor").$type<{
      visitor: { uid: string; roles: readonly string[] } | null;
      caller: { address: string; network: string | null; requestId: string } | null;
      /** On the command line: the system's account that typed it. */
      account?: string;
    }>(),
    /** Why the file as a whole was refused, and what the sentence names. */
    refusal: text("refusal"),
    refusalValues: jsonb("refusal_values").$type<Record<string, string | number>>(),
    /** Number of the last line, as a spreadsheet counts them: the header is line 1. */
    lastLine: integer("last_line").notNull().default(1),
    /** Applied up to this line. */
    appliedLine: integer("applied_line").notNull().default(1),
    /** Whoever holds this value applies the file, until the lease is over. */
    claim: uuid("claim"),
    leaseUntil: instant("lease_until"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("import_runs_by_time").on(t.startedAt),
    index("import_runs_waiting").on(t.startedAt).where(sql`${t.state} in ('received', 'asked')`),
    check("import_runs_population", isPopulation(t.population)),
    check("import_runs_kind", sql`${t.kind} in ('enrolments', 'cards', 'staff')`),
    check(
      "import_runs_state",
      sql`${t.state} in ('received', 'reading', 'ready', 'asked', 'applying', 'done', 'failed', 'refused', 'expired')`,
    ),
    check("import_runs_wait_for_somebody", sql`(${t.state} in ('received', 'asked')) = (${t.actor} is not null)`),
    check("import_runs_refused_says_why", sql`(${t.state} = 'refused') = (${t.refusal} is not null)`),
  ],
);

/** A file that was received, in pieces, until it is read or refused. */
export const importPieces = pgTable(
  "import_pieces",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id, { onDelete: "cascade" }),
    piece: integer("piece").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.piece] })],
);

/** A line of such a file. What it says of people is erased once the file is applied, or after a day. */
export const importLines = pgTable(
  "import_lines",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id, { onDelete: "cascade" }),
    line: integer("line").notNull(),
    /** Null until the whole file was read. */
    outcome: text("outcome", { enum: ["create", "change", "unchanged", "refuse"] }),
    /** Codes: why it is refused, or what changes. */
    reasons: text("reasons").array().notNull().default(sql`'{}'::text[]`),
    /** The line that this one disagrees with, or repeats. */
    otherLine: integer("other_line"),
    /** Who it is about, as the file says it; the same for all lines of one person. */
    person: text("person"),
    /** What must not differ between two lines of one person. */
    facts: text("facts"),
    /** What it is about: a stage of a year, a card. */
    item: text("item"),
    /** What was read. */
    content: jsonb("content"),
    /** What the register said of the person and the item when the file was read. */
    seen: text("seen"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.line] }),
    index("import_lines_by_person").on(t.runId, t.person),
    check("import_lines_outcome", sql`${t.outcome} in ('create', 'change', 'unchanged', 'refuse')`),
  ],
);

/** Student cards. A card that is not in force, or is past its end, is no card. */
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

/** One printing of sheets: who asked for which, and how far it came. What is printed in it exists nowhere else. */
export const sheetRuns = pgTable(
  "sheet_runs",
  {
    /** Made by the page that asks: a form sent twice is one run. */
    id: uuid("id").primaryKey(),
    askedAt: instant("asked_at").notNull(),
    /** The directory's `uid`; null for the command line. */
    actor: text("actor"),
    selection: jsonb("selection").$type<Record<string, string | boolean | string[]>>().notNull(),
    /** How many students were chosen; of each, a sheet was made or it was not. */
    total: integer("total").notNull(),
    made: integer("made").notNull().default(0),
    leftOut: integer("left_out").notNull().default(0),
    /** A run that nobody has touched for a while, and that did not end, was cut short by a crash. */
    touchedAt: instant("touched_at").notNull(),
    /** The whole PDF was handed over. Until then nobody has these sheets. */
    deliveredAt: instant("delivered_at"),
    abandonedAt: instant("abandoned_at"),
  },
  (t) => [
    index("sheet_runs_by_time").on(t.askedAt),
    check("sheet_runs_end_once", sql`${t.deliveredAt} is null or ${t.abandonedAt} is null`),
    check("sheet_runs_count", sql`${t.made} + ${t.leftOut} <= ${t.total}`),
  ],
);

/** The provisional password of a printed sheet, as a bcrypt hash. It opens the activation and nothing else. */
export const provisionalCredentials = pgTable(
  "provisional_credentials",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    secretHash: text("secret_hash").notNull(),
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    spentAt: instant("spent_at"),
    revokedAt: instant("revoked_at"),
    /** Null for what was made otherwise: the sheets of the demonstration. */
    runId: uuid("run_id").references(() => sheetRuns.id),
  },
  (t) => [
    index("provisional_credentials_by_run").on(t.runId),
    index("provisional_credentials_by_student").on(t.studentId),
    uniqueIndex("provisional_credentials_one_live_per_student")
      .on(t.studentId)
      .where(sql`${t.spentAt} is null and ${t.revokedAt} is null`),
    check("provisional_credentials_spent_or_revoked", sql`${t.spentAt} is null or ${t.revokedAt} is null`),
    check("provisional_credentials_is_bcrypt", sql`${t.secretHash} like '$2%'`),
  ],
);

/** A recovery e-mail address that a student gave. Only a confirmed one may ever be used. */
export const recoveryAddresses = pgTable(
  "recovery_addresses",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    email: text("email").notNull(),
    givenAt: instant("given_at").notNull(),
    confirmedAt: instant("confirmed_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    index("recovery_addresses_by_student").on(t.studentId),
    uniqueIndex("recovery_addresses_one_pending_per_student")
      .on(t.studentId)
      .where(sql`${t.confirmedAt} is null and ${t.withdrawnAt} is null`),
    uniqueIndex("recovery_addresses_one_confirmed_per_student")
      .on(t.studentId)
      .where(sql`${t.confirmedAt} is not null and ${t.withdrawnAt} is null`),
  ],
);

/** One message sent to a recovery address: its six-digit code and its link, both kept as keyed hashes. */
export const addressConfirmations = pgTable(
  "address_confirmations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    addressId: uuid("address_id")
      .notNull()
      .references(() => recoveryAddresses.id),
    codeHash: text("code_hash").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    wrongTries: integer("wrong_tries").notNull().default(0),
    usedAt: instant("used_at"),
    /** A newer message makes the older code worthless. */
    replacedAt: instant("replaced_at"),
  },
  (t) => [
    index("address_confirmations_by_address").on(t.addressId, t.sentAt),
    uniqueIndex("address_confirmations_one_live_per_address")
      .on(t.addressId)
      .where(sql`${t.usedAt} is null and ${t.replacedAt} is null`),
    check("address_confirmations_five_tries", sql`${t.wrongTries} between 0 and 5`),
  ],
);

/**
 * A version of the IT charter, in force from `publishedAt` until a newer one is. It never changes, and neither do its texts: triggers refuse
 * it (see migrations). One that is still to come can be withdrawn, and then never was in force.
 */
export const charters = pgTable(
  "charters",
  {
    /** Each number is one text, whomever it is for. */
    version: integer("version").primaryKey(),
    /** Whose charter it is. */
    population: population().notNull().default("student"),
    publishedAt: instant("published_at").notNull(),
    /** `major`: everyone accepts it. `editorial`: whoever accepted the last major one, or anything since, has nothing to do. */
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

/** A version being written, in both languages. */
export const charterDrafts = pgTable(
  "charter_drafts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    population: population().notNull().default("student"),
    markdownFr: text("markdown_fr").notNull(),
    markdownEn: text("markdown_en").notNull(),
    /** One more at each save: who saves says which one they read. */
    revision: integer("revision").notNull().default(1),
    updatedAt: instant("updated_at").notNull(),
    /** The directory's `uid` of whoever saved last. */
    updatedBy: text("updated_by").notNull(),
    /** What it became. */
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

/** Who did not accept a major version in time, and whether the directory says so. Gone once they accepted, and the directory was put right. */
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
    /** What the directory is told, so that the very same is taken back. */
    subState: text("sub_state").notNull(),
    /** Whoever looks at it holds it until then. */
    nextAttemptAt: instant("next_attempt_at").notNull(),
    /** The directory may say so since: the journal's line was begun. */
    begunAt: instant("begun_at"),
    toldAt: instant("told_at"),
  },
  (t) => [
    index("charter_delays_due").on(t.nextAttemptAt),
    check("charter_delays_told_once_begun", sql`${t.toldAt} is null or ${t.begunAt} is not null`),
  ],
);

/** A first connection under way. The browser's cookie holds a random token; here is its hash. */
export const activations = pgTable(
  "activations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    credentialId: uuid("credential_id")
      .notNull()
      .references(() => provisionalCredentials.id),
    tokenHash: text("token_hash").notNull().unique(),
    startedAt: instant("started_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    recoveryAddressId: uuid("recovery_address_id").references(() => recoveryAddresses.id),
    charterAcceptanceId: uuid("charter_acceptance_id").references(() => charterAcceptances.id),
    /** While a password is on its way to the directory, until this instant, nobody else may send one. */
    claimedUntil: instant("claimed_until"),
    /** The directory took a password of this first connection: an account that is active there since is of our making. */
    writtenAt: instant("written_at"),
    completedAt: instant("completed_at"),
    /** Replaced by a newer one, or its sheet was revoked. */
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("activations_by_student").on(t.studentId),
    index("activations_by_credential").on(t.credentialId),
    uniqueIndex("activations_one_live_per_student")
      .on(t.studentId)
      .where(sql`${t.completedAt} is null and ${t.endedAt} is null`),
    check(
      "activations_complete_has_every_step",
      sql`${t.completedAt} is null or (${t.recoveryAddressId} is not null and ${t.charterAcceptanceId} is not null)`,
    ),
  ],
);

/** A signed-in browser. The signed cookie holds a random identifier; here is its hash. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The directory's `uid` of the person. */
    uid: text("uid").notNull(),
    /** What the person typed to sign in: the staff login, or the student identifier. */
    login: text("login").notNull(),
    displayName: text("display_name").notNull(),
    roles: text("roles").array().notNull(),
    /** When the directory last gave them. */
    rolesReadAt: instant("roles_read_at").notNull().defaultNow(),
    studentId: uuid("student_id").references(() => students.id),
    startedAt: instant("started_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    /** A student's panel was opened from this session: nothing else works until the staff password is given again. */
    frozenAt: instant("frozen_at"),
    address: text("address").notNull(),
    network: text("network"),
  },
  (t) => [index("sessions_by_uid").on(t.uid), index("sessions_by_student").on(t.studentId)],
);

/**
 * What a sign-in goes through, a row for each person of the directory, by whichever login they come. Its lock keeps apart whoever signs in and
 * whoever sets the password or shuts the account; a row is worth the time of a sign-in, and is erased after a day.
 */
export const signInGates = pgTable("sign_in_gates", {
  /** The directory's `uid`. */
  uid: text("uid").primaryKey(),
  /** A password that was proven before this instant opens no session any more. */
  proofsOverAt: instant("proofs_over_at"),
});

/** A student's password reset at a desk. */
export const deskResets = pgTable(
  "desk_resets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => sessions.id),
    staffUid: text("staff_uid").notNull(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    cardNumber: text("card_number")
      .notNull()
      .references(() => cards.number),
    channel: text("channel", { enum: ["page", "api"] }).notNull(),
    /** `opened`: staff compare the name with the card; `handed-over`: the screen is the student's. */
    state: text("state", { enum: ["opened", "handed-over", "completed", "cancelled", "expired"] }).notNull(),
    openedAt: instant("opened_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    claimedUntil: instant("claimed_until"),
    endedAt: instant("ended_at"),
    address: text("address").notNull(),
    network: text("network"),
    /** The one code that a phone may open it by; null while the password is typed at the desk. */
    phoneId: uuid("phone_id"),
  },
  (t) => [
    foreignKey({ columns: [t.phoneId, t.id], foreignColumns: [deskPhones.id, deskPhones.resetId] }),
    check(
      "desk_resets_phone_is_handed_over",
      sql`${t.phoneId} is null or (${t.channel} = 'page' and ${t.state} <> 'opened')`,
    ),
    uniqueIndex("desk_resets_one_open_panel_per_session").on(t.sessionId).where(sql`${t.state} = 'handed-over'`),
    index("desk_resets_by_session").on(t.sessionId, t.openedAt),
    index("desk_resets_by_student").on(t.studentId),
    check("desk_resets_state", sql`${t.state} in ('opened', 'handed-over', 'completed', 'cancelled', 'expired')`),
    check("desk_resets_ended", sql`(${t.state} in ('opened', 'handed-over')) = (${t.endedAt} is null)`),
  ],
);

/**
 * A code that hands a reset over to the student’s own phone. The desk’s screen draws it from the service’s secret and this row’s number; here
 * is the hash of what it says. It is worth something while it is `phoneId` of its reset.
 */
export const deskPhones = pgTable(
  "desk_phones",
  {
    id: uuid("id").primaryKey(),
    resetId: uuid("reset_id")
      .notNull()
      .references((): AnyPgColumn => deskResets.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    startedAt: instant("started_at").notNull(),
    /** The device that opened it first, by the hash of its random cookie. */
    deviceHash: text("device_hash"),
    openedAt: instant("opened_at"),
    /** Of the number that the desk’s screen shows. */
    wrongTries: integer("wrong_tries").notNull().default(0),
    provenAt: instant("proven_at"),
    endedAt: instant("ended_at"),
    /** Why it ended before its reset did. */
    ending: text("ending", { enum: ["revoked", "wrong-number"] }),
  },
  (t) => [
    unique("desk_phones_of_reset").on(t.id, t.resetId),
    index("desk_phones_by_reset").on(t.resetId, t.startedAt),
    check("desk_phones_opened_by_a_device", sql`(${t.openedAt} is null) = (${t.deviceHash} is null)`),
    check("desk_phones_proven_once_opened", sql`${t.provenAt} is null or ${t.openedAt} is not null`),
    check(
      "desk_phones_three_tries",
      sql`${t.wrongTries} between 0 and 3 and (${t.wrongTries} < 3 or ${t.provenAt} is null)`,
    ),
    check("desk_phones_ending", sql`${t.ending} in ('revoked', 'wrong-number')`),
    check("desk_phones_ended_says_why", sql`(${t.endedAt} is null) = (${t.ending} is null)`),
    check(
      "desk_phones_three_tries_end_it",
      sql`(${t.wrongTries} = 3) = (${t.ending} is not distinct from 'wrong-number')`,
    ),
  ],
);

/**
 * Somebody asked for a link to choose a new password. One row whatever was typed, whether or not anybody has that identifier, so that
 * the answer tells nothing and takes the same time; the primary process looks at it a moment later, and deletes it. Whoever asks again
 * meanwhile is counted in the row that waits.
 */
export const passwordLinkRequests = pgTable(
  "password_link_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** As typed, in lower case; shaped as identifiers are. */
    identifier: text("identifier").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    askedAt: instant("asked_at").notNull(),
    /** Of who asked first, as the network and the request are. */
    address: text("address").notNull(),
    /** The address as limits count it: an IPv6 one by its /64. */
    origin: text("origin").notNull(),
    network: text("network"),
    requestId: text("request_id").notNull(),
    /** How often, from there, while it waits. */
    timesAsked: integer("times_asked").notNull().default(1),
    /** While it is being answered, when another process may take it for left behind. */
    nextAttemptAt: instant("next_attempt_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [
    index("password_link_requests_due").on(t.nextAttemptAt),
    uniqueIndex("password_link_requests_one_waiting").on(t.identifier, t.origin),
    check("password_link_requests_lower_case", sql`${t.identifier} = lower(${t.identifier})`),
  ],
);

/** A link mailed to a confirmed recovery address, that sets a new password once. The mail holds a random token; here is its hash. */
export const passwordLinks = pgTable(
  "password_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** Where it was mailed: once this address is withdrawn, the link is worth nothing. */
    addressId: uuid("address_id")
      .notNull()
      .references(() => recoveryAddresses.id),
    tokenHash: text("token_hash").notNull().unique(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** A password was set otherwise: by another link, at a desk, or in « Mon compte ». */
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("password_links_by_student").on(t.studentId),
    index("password_links_by_end").on(t.expiresAt),
    check("password_links_used_or_ended", sql`${t.usedAt} is null or ${t.endedAt} is null`),
  ],
);

/**
 * A link mailed with the news of a change, for whoever did not make it: « Ce n’était pas moi ». One for each address that was told; the mail
 * holds a random token, here is its hash.
 */
export const reportLinks = pgTable(
  "report_links",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    /** The directory's `uid` of this student; null in rows that were made before it was kept. */
    uid: text("uid"),
    /** A password, by the way it was changed; or the recovery address. */
    change: text("change", { enum: ["desk", "link", "account", "address"] }).notNull(),
    changedAt: instant("changed_at").notNull(),
    network: text("network"),
    /** The staff login of whoever made the change at a desk. */
    staffLogin: text("staff_login"),
    /** The recovery address that the change went through, or put in place: whoever reports it says that it is not theirs alone. */
    suspectAddressId: uuid("suspect_address_id").references(() => recoveryAddresses.id),
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    index("report_links_by_change").on(t.studentId, t.changedAt),
    check("report_links_change", sql`${t.change} in ('desk', 'link', 'account', 'address')`),
    check("report_links_desk_has_staff", sql`(${t.change} = 'desk') = (${t.staffLogin} is not null)`),
    check(
      "report_links_address_is_named",
      sql`(${t.change} in ('link', 'address')) = (${t.suspectAddressId} is not null)`,
    ),
  ],
);

/**
 * An account whose holder reported a change that was not theirs: until it is lifted, nothing of it is changed by mail. IT's own suspensions
 * are the directory's alone, and have no row here.
 */
export const accountBlocks = pgTable(
  "account_blocks",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    studentId: uuid("student_id")
      .notNull()
      .references(() => students.id),
    reportLinkId: uuid("report_link_id")
      .notNull()
      .references(() => reportLinks.id),
    blockedAt: instant("blocked_at").notNull(),
    /** Staff confirmed it, and the directory shut the account. */
    suspendedAt: instant("suspended_at"),
    suspendedBy: text("suspended_by"),
    liftedAt: instant("lifted_at"),
    liftedBy: text("lifted_by"),
  },
  (t) => [
    uniqueIndex("account_blocks_one_live_per_student").on(t.studentId).where(sql`${t.liftedAt} is null`),
    index("account_blocks_by_time").on(t.blockedAt),
    check("account_blocks_suspended_by_someone", sql`(${t.suspendedAt} is null) = (${t.suspendedBy} is null)`),
    check("account_blocks_lifted_by_someone", sql`(${t.liftedAt} is null) = (${t.liftedBy} is null)`),
  ],
);

/** The journal. Append-only: triggers refuse update, delete and truncate (see migrations). */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    outcome: text("outcome", { enum: ["begun", "succeeded", "refused", "failed", "interrupted"] }).notNull(),
    reason: text("reason"),
    /** Ties the line before a directory change to the line after. */
    operationId: uuid("operation_id"),
    actor: text("actor"),
    actorRoles: text("actor_roles").array(),
    subject: text("subject"),
    address: text("address"),
    network: text("network"),
    requestId: text("request_id"),
    details: jsonb("details").$type<Record<string, string | number | boolean>>(),
  },
  (t) => [
    index("audit_entries_by_time").on(t.at),
    index("audit_entries_by_subject").on(t.subject, t.at),
    index("audit_entries_by_actor").on(t.actor, t.at),
    index("audit_entries_by_kind").on(t.kind, t.id),
    uniqueIndex("audit_entries_one_beginning").on(t.operationId).where(sql`${t.outcome} = 'begun'`),
    uniqueIndex("audit_entries_one_ending").on(t.operationId).where(sql`${t.outcome} <> 'begun'`),
    check("audit_entries_outcome", sql`${t.outcome} in ('begun', 'succeeded', 'refused', 'failed', 'interrupted')`),
    check("audit_entries_beginning_has_operation", sql`${t.outcome} <> 'begun' or ${t.operationId} is not null`),
  ],
);

/** Mail to send. The words are erased once sent: they may hold a code. */
export const outgoingMails = pgTable(
  "outgoing_mails",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    recipient: text("recipient").notNull(),
    locale: text("locale", { enum: ["fr", "en"] }).notNull(),
    subject: text("subject").notNull(),
    text: text("text"),
    html: text("html"),
    createdAt: instant("created_at").notNull(),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    sentAt: instant("sent_at"),
    abandonedAt: instant("abandoned_at"),
    lastError: text("last_error"),
  },
  (t) => [
    index("outgoing_mails_due").on(t.nextAttemptAt).where(sql`${t.sentAt} is null and ${t.abandonedAt} is null`),
    check("outgoing_mails_erased_once_sent", sql`${t.sentAt} is null or (${t.text} is null and ${t.html} is null)`),
  ],
);

/** Counters of attempts (see `lib/throttle`): the key is a keyed hash, `expire` the end of the window in milliseconds since 1970. */
export const throttle = pgTable("throttle", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
