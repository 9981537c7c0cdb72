import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, isPopulation, population } from "./columns";

/** A file from the registrar or HR: read first, then applied, or not. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** The population that it is about, as stated by the person who received it: nobody else sees or applies it. */
    population: population().notNull().default("student"),
    /** Null for a file that was refused before its columns were recognised. */
    kind: text("kind", { enum: ["enrolments", "cards", "staff"] }),
    fileName: text("file_name").notNull(),
    sha256: text("sha256"),
    /** The directory's `uid`; null for the command line. */
    startedBy: text("started_by"),
    startedAt: instant("started_at").notNull(),
    /** `received` waits to be read, `asked` to be applied; the importer that takes it sets the next state. */
    state: text("state", {
      enum: ["received", "reading", "ready", "asked", "applying", "done", "failed", "refused", "expired"],
    }).notNull(),
    /** While it waits: what the journal will say of who gave the file, or asked to apply it. Null once taken. */
    actor: jsonb("actor").$type<{
      visitor: { uid: string; roles: readonly string[] } | null;
      caller: { address: string; network: string | null; requestId: string } | null;
      /** On the command line: the system account that typed it. */
      account?: string;
    }>(),
    /** Why the whole file was refused, and the values in that sentence. */
    refusal: text("refusal"),
    refusalValues: jsonb("refusal_values").$type<Record<string, string | number>>(),
    /** Number of the last line, as in a spreadsheet: the header is line 1. */
    lastLine: integer("last_line").notNull().default(1),
    /** The last line applied. */
    appliedLine: integer("applied_line").notNull().default(1),
    /** The importer with this value applies the file, until the lease ends. */
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

/** A received file, in pieces, until it is read or refused. */
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

/** A line of such a file. Its personal data is erased once the file is applied, or after a day. */
export const importLines = pgTable(
  "import_lines",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id, { onDelete: "cascade" }),
    line: integer("line").notNull(),
    /** Null until the whole file is read. */
    outcome: text("outcome", { enum: ["create", "change", "unchanged", "refuse"] }),
    /** Codes: why it is refused, or what changes. */
    reasons: text("reasons").array().notNull().default(sql`'{}'::text[]`),
    /** The line that this one contradicts or repeats. */
    otherLine: integer("other_line"),
    /** The person it is about, as the file names them; the same in all their lines. */
    person: text("person"),
    /** What must not differ between two lines about one person. */
    facts: text("facts"),
    /** What it is about: a stage of a year, a card. */
    item: text("item"),
    /** The values read. */
    content: jsonb("content"),
    /** What the register had for the person and the item when the file was read. */
    seen: text("seen"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.line] }),
    index("import_lines_by_person").on(t.runId, t.person),
    check("import_lines_outcome", sql`${t.outcome} in ('create', 'change', 'unchanged', 'refuse')`),
  ],
);
