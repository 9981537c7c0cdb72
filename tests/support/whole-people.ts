import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import * as schema from "@/db/schema";
import { desk } from "./desk";

const at = new Date("2026-10-01T08:00:00Z");
const later = new Date("2026-10-02T08:00:00Z");

/** The address of whoever asks for a link with an identifier that is not theirs. */
export const stranger = "203.0.113.66";

/** A student of the demo university. */
export interface Whole {
  studentId: string;
  identifier: string;
  uid: string;
  displayName: string;
  cardNumber: string;
  recoveryEmail: string;
  /** Their previous address, which received a mail before they changed it. */
  formerEmail: string;
}

/**
 * Adds a row for somebody to every table about people, as after years of service. `deskSessionId`: that of the member
 * of staff who helped them.
 */
export async function giveEverything(db: Database, whole: Whole, deskSessionId: string): Promise<void> {
  const { studentId, identifier, uid, displayName, cardNumber, recoveryEmail, formerEmail } = whole;
  const secretHash = "$2b$04$only.for.tests";
  const ids = { address: randomUUID(), former: randomUUID(), sheet: randomUUID(), acceptance: randomUUID() };
  const { reset, phone, link } = { reset: randomUUID(), phone: randomUUID(), link: randomUUID() };
  const run = randomUUID();
  const session = { uid, login: identifier, displayName, roles: ["student"], address: "192.0.2.7" };
  const seen = { startedAt: at, lastSeenAt: at, rolesReadAt: at, expiresAt: later };
  const mail = { kind: "password-changed", locale: "fr", subject: "Votre mot de passe a été changé" } as const;
  const enrolled = { componentCode: "ECO", componentName: "Économie", stageName: "Licence 1" };

  await db.insert(schema.enrolments).values({
    ...{ studentId, year: 2024, ...enrolled, stageCode: "L1", enrolledOn: "2024-09-02", state: "in-force" },
  });
  await db.insert(schema.recoveryAddresses).values([
    { id: ids.former, studentId, email: formerEmail, givenAt: at, confirmedAt: at, withdrawnAt: later },
    { id: ids.address, studentId, email: recoveryEmail, givenAt: at, confirmedAt: later },
  ]);
  const confirmation = { codeHash: "x", sentAt: at, expiresAt: later };
  await db
    .insert(schema.addressConfirmations)
    .values({ addressId: ids.address, tokenHash: `confirmation ${uid}`, ...confirmation });
  await db.insert(schema.sheetRuns).values({
    ...{ id: run, askedAt: at, actor: "morel-c", total: 1, touchedAt: at },
    selection: { population: "student", identifiers: [identifier, "camille.martin@etu.univ.example"] },
  });
  const sheet = { id: ids.sheet, studentId, secretHash, issuedAt: at, expiresAt: later, spentAt: at, runId: run };
  await db.insert(schema.provisionalCredentials).values(sheet);
  await db.execute(sql`
    insert into charter_acceptances (id, student_id, version, locale, sha256, accepted_at, address)
    select ${ids.acceptance}, ${studentId}, version, locale, sha256, ${at.toISOString()}, '192.0.2.7'
    from charter_texts order by version limit 1`);
  await db.insert(schema.activations).values({
    ...{ studentId, credentialId: ids.sheet, tokenHash: `activation ${uid}`, startedAt: at, lastSeenAt: at },
    ...{ recoveryAddressId: ids.former, charterAcceptanceId: ids.acceptance, completedAt: at },
  });
  await db
    .insert(schema.charterDelays)
    .values({ studentId, version: 1, subState: "SupannSursis", nextAttemptAt: at, begunAt: at });
  await db
    .insert(schema.sessions)
    .values([
      { ...session, ...seen, studentId, tokenHash: `session ${uid}` },
      // From before the register had them.
      { ...session, ...seen, tokenHash: `former session ${uid}` },
    ])
    .onConflictDoNothing();
  await db.insert(schema.signInGates).values({ uid, proofsOverAt: at }).onConflictDoNothing();
  await db.insert(schema.deskResets).values({
    ...{ id: reset, sessionId: deskSessionId, staffUid: "garcia-l", studentId, cardNumber, channel: "page" },
    ...{ state: "completed", openedAt: at, expiresAt: later, endedAt: at, address: desk.address },
  });
  await db
    .insert(schema.deskPhones)
    .values({ id: phone, resetId: reset, tokenHash: `phone ${uid}`, startedAt: at, deviceHash: "x", openedAt: at });
  await db.update(schema.deskResets).set({ phoneId: phone }).where(sql`id = ${reset}`);
  await db.insert(schema.passwordLinks).values({
    ...{ studentId, addressId: ids.address, tokenHash: `link ${uid}`, sentAt: at, expiresAt: later, usedAt: at },
  });
  await db.insert(schema.passwordLinkRequests).values({
    // Anybody may ask.
    ...{ identifier, locale: "fr", askedAt: at, address: stranger, origin: stranger, requestId: "r" },
    nextAttemptAt: at,
  });
  await db.insert(schema.reportLinks).values({
    ...{ id: link, studentId, uid, change: "address", changedAt: at, suspectAddressId: ids.former },
    ...{ tokenHash: `report ${uid}`, expiresAt: later, usedAt: at },
  });
  await db.insert(schema.accountBlocks).values({ studentId, reportLinkId: link, blockedAt: at });
  await db.insert(schema.outgoingMails).values([
    { ...mail, recipient: identifier, createdAt: at, nextAttemptAt: at, sentAt: at },
    { ...mail, recipient: recoveryEmail, createdAt: at, nextAttemptAt: at, abandonedAt: at },
    { ...mail, recipient: formerEmail, createdAt: at, nextAttemptAt: at, sentAt: at },
    {
      ...{ ...mail, kind: "change-reported", studentId, subject: "Un signalement" },
      ...{ recipient: "dsi@univ.example", createdAt: at, nextAttemptAt: at, sentAt: at },
    },
    {
      ...{ ...mail, kind: "desk-change-reported", studentId, subject: "Un changement que vous avez fait" },
      ...{ recipient: "lucas.garcia@univ.example", createdAt: at, nextAttemptAt: at, sentAt: at },
    },
  ]);
  // Nothing looks at it meanwhile.
  const nextLookAt = new Date("2030-01-01T00:00:00Z");
  await db.insert(schema.accountClosings).values({ studentId, nextLookAt, closedSince: at }).onConflictDoNothing();
}

interface Key {
  child: string;
  columns: string[];
  parent: string;
  parentColumns: string[];
}

/** Returns every row from which foreign keys lead to this student, however far: each row’s primary key, by table. */
export async function rowsLeadingTo(db: Database, studentId: string): Promise<Map<string, Set<string>>> {
  const { rows: keys } = await db.execute<Key & Record<string, unknown>>(sql`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent,
      array(select attname::text from unnest(conkey) with ordinality key(number, place)
        join pg_attribute on attrelid = conrelid and attnum = number order by place) as columns,
      array(select attname::text from unnest(confkey) with ordinality key(number, place)
        join pg_attribute on attrelid = confrelid and attnum = number order by place) as "parentColumns"
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
  const found = new Map([["students", new Set([studentId])]]);
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const { child, columns, parent, parentColumns } of keys) {
      const parents = found.get(parent);
      if (!parents) continue;
      const known = found.get(child) ?? new Set();
      const join = columns.map((column, at) => `child.${column} = parent.${parentColumns[at]}`).join(" and ");
      const { rows } = await db.execute<{ id: string }>(sql`
        select ${primaryKey("child", await primaryKeyOf(db, child))} as id
        from ${sql.raw(child)} child join ${sql.raw(parent)} parent on ${sql.raw(join)}
        where ${primaryKey("parent", await primaryKeyOf(db, parent))} = any(${sql.param([...parents])}::text[])`);
      const before = found.has(child) ? known.size : -1;
      for (const { id } of rows) known.add(id);
      found.set(child, known);
      if (known.size > before) isMore = true;
    }
  }
  return found;
}

/** Returns those of these rows that still exist. */
export async function stillThere(db: Database, rows: ReadonlyMap<string, ReadonlySet<string>>): Promise<string[]> {
  const left: string[] = [];
  for (const [table, ids] of rows) {
    const { rows: found } = await db.execute<{ id: string }>(sql`
      select ${primaryKey("one", await primaryKeyOf(db, table))} as id from ${sql.raw(table)} one
      where ${primaryKey("one", await primaryKeyOf(db, table))} = any(${sql.param([...ids])}::text[])`);
    left.push(...found.map(({ id }) => `${table} ${id}`));
  }
  return left;
}

/** Returns every row of every table that contains one of these words anywhere, as text. */
export async function rowsSaying(db: Database, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`);
  const said: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.execute<{ row: string }>(sql`
      select one::text as row from ${sql.raw(name)} one
      where exists (select from unnest(${sql.param([...words])}::text[]) word where strpos(one::text, word) > 0) order by 1`);
    said.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return said;
}

async function primaryKeyOf(db: Database, table: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select attname::text as name from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indrelid = ${table}::regclass and indisprimary order by 1`);
  return rows.map(({ name }) => name);
}

function primaryKey(alias: string, columns: readonly string[]) {
  return sql.raw(`concat_ws(' ', ${columns.map((column) => `${alias}.${column}`).join(", ")})`);
}
