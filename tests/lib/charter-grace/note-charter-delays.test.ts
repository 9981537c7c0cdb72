import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { publishCharter } from "@/lib/charter/publish";
import { noteCharterDelays } from "@/lib/charter-grace/note-charter-delays";
import { institutionSchema } from "@/lib/institution";
import { createTestDatabase } from "@/tests/support/database";
import { refuseLongStatements } from "@/tests/support/statement-size";

const now = new Date("2026-11-12T08:00:00Z");
const publishedAt = new Date("2026-10-01T08:00:00Z");
const texts = { fr: "# Charte\n\nÀ lire.\n", en: "# Charter\n\nTo read.\n" };
const institution = {
  ...institutionSchema.parse(demoUniversity),
  charterGrace: { days: 30, subState: "SupannSursis" },
};

test("a large register is read in parts, and everybody who is late is noted once", async () => {
  const many = 25_000;
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { db } = database;
  await publishCharter(db, { version: 1, publishedAt, texts });
  await db.execute(sql`
    insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on, activated_at)
    select 'late' || n || '@etu.univ.example', 'late' || n || '@etu.univ.example', 'Anne', 'Martin', '2006-03-08', 'ECO', 'Économie',
      '2026-09-01', ${publishedAt.toISOString()}::timestamptz
    from generate_series(1, ${many}::int) n`);
  await refuseLongStatements(db, "charter_delays", "insert", 20_000);
  const services = { db, clock: { now: () => now }, institution };
  await Promise.all([noteCharterDelays(services), noteCharterDelays(services)]);
  const { rows } = await db.execute(sql`
    select version, sub_state as "subState", count(*)::int as many from charter_delays group by 1, 2`);
  expect(rows).toEqual([{ version: 1, subState: "SupannSursis", many }]);
});
