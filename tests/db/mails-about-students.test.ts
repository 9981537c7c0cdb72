import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const number = 26;

test("of the mails from before, those that named somebody to staff in their subject are theirs", async () => {
  const { db } = database;
  const migrations = readMigrationFiles({ migrationsFolder: "db/migrations" });
  const apply = async (some: typeof migrations) => {
    for (const statement of some.flatMap((migration) => migration.sql)) await db.execute(sql.raw(statement));
  };
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`create schema public`);
  await apply(migrations.slice(0, number));
  for (const identifier of ["hugo@etu", "lea@etu"])
    await db.execute(sql`
      insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on)
      values (${identifier}, ${identifier}, 'x', 'x', '2006-02-08', 'ECO', 'x', '2026-09-01')`);
  const mails = [
    ["change-reported", "« Ce n’était pas moi » : hugo@etu"],
    ["change-reported", "“It was not me”: lea@etu"],
    ["change-reported", "“It was not me”: un-lea@etu"],
    ["password-changed", "Your password was changed"],
  ];
  for (const [kind, subject] of mails)
    await db.execute(sql`
      insert into outgoing_mails (kind, recipient, locale, subject, created_at, next_attempt_at)
      values (${kind}, 'dsi@univ.example', 'fr', ${subject}, now(), now())`);
  await apply(migrations.slice(number, number + 1));
  const { rows } = await db.execute(sql`
    select subject, identifier from outgoing_mails left join students on students.id = student_id order by subject`);
  expect(rows).toEqual([
    { subject: "Your password was changed", identifier: null },
    { subject: "« Ce n’était pas moi » : hugo@etu", identifier: "hugo@etu" },
    { subject: "“It was not me”: lea@etu", identifier: "lea@etu" },
    { subject: "“It was not me”: un-lea@etu", identifier: null },
  ]);
});
