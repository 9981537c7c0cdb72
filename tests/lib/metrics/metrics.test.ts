import { afterAll, beforeAll, expect, test } from "vitest";
import university from "@/embedded/demo-university.json";
import { eraseOldLines } from "@/lib/audit/erase-old-lines";
import { record } from "@/lib/audit/record";
import { DirectoryUnavailable } from "@/lib/errors";
import { institutionSchema } from "@/lib/institution";
import { queueMail } from "@/lib/mail/queue";
import { collect } from "@/lib/metrics/collect";
import { exposition } from "@/lib/metrics/exposition";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";

const now = new Date("2026-11-12T11:00:00Z");
let database: TestDatabase;
let ldap: TestDirectory;
beforeAll(async () => {
  [database, ldap] = await Promise.all([createTestDatabase(), startTestDirectory()]);
});
afterAll(() => Promise.all([database.drop(), ldap.close()]));

const institution = institutionSchema.parse(university);
const world = () => ({ db: database.db, directory: ldap.directory, clock: { now: () => now }, institution });

test("counts what the journal had in the last hour by kind and outcome, which what is erased changes in nothing, and says how long the oldest mail waits", async () => {
  const { db } = database;
  for (const outcome of ["refused", "refused", "succeeded"] as const) {
    await record(db, { at: now, kind: "session.sign-in", outcome });
  }
  await record(db, { at: new Date(now.getTime() - 3_600_000), kind: "session.sign-in", outcome: "refused" });
  const mail = {
    kind: "password-link",
    studentId: null,
    recipient: "a@b.example",
    locale: "fr",
    subject: "s",
    text: "t",
    html: "h",
  } as const;
  await queueMail(db, mail, new Date(now.getTime() - 90_000));

  const text = exposition(await collect({ ...world(), db }));
  expect(text).toContain("trousseau_directory_up 1\n");
  expect(text).toContain("# TYPE trousseau_journal_lines_last_hour gauge\n");
  expect(text).toContain('trousseau_journal_lines_last_hour{kind="session.sign-in",outcome="refused"} 2\n');
  expect(text).toContain('trousseau_journal_lines_last_hour{kind="session.sign-in",outcome="succeeded"} 1\n');
  expect(text).toContain("trousseau_outbox_waiting 1\n");
  expect(text).toContain("trousseau_outbox_oldest_seconds 90\n");
  expect(text).toContain("trousseau_sessions_live 0\n");
  expect(text).toMatch(/^process_resident_memory_bytes\{pid="\d+"\} \d+$/m);
});

test("says that the directory does not answer, or not in time, and the other figures all the same", async () => {
  for (const ping of [() => Promise.reject(new DirectoryUnavailable("away")), () => new Promise<void>(() => {})]) {
    const text = exposition(
      await collect({ ...world(), directory: Object.create(ldap.directory, { ping: { value: ping } }) }),
    );
    expect(text).toContain("trousseau_directory_up 0\n");
    expect(text).toContain("trousseau_sessions_live 0\n");
  }
});

test("says for how long the oldest line should have been erased, until it is", async () => {
  const { db } = database;
  const overdue = async () =>
    exposition(await collect(world())).match(/^trousseau_journal_overdue_seconds (.*)$/m)?.[1];
  const limit = now.getTime() - institution.retention.traceDays * 24 * 3_600_000;
  await record(db, { at: new Date(limit + 1), kind: "session.sign-in", outcome: "succeeded" });
  await record(db, { at: new Date(limit - 400_000_000), kind: "demo.seeded", outcome: "succeeded" });
  expect(await overdue()).toBe("0");
  await record(db, { at: new Date(limit - 7_000), kind: "session.sign-in", outcome: "refused" });
  expect(await overdue()).toBe("7");
  await eraseOldLines(world(), new Date(limit));
  expect(await overdue()).toBe("0");
});

test("escapes what a label may not hold", () => {
  const sample = { labels: { name: 'a"b\\c\nd' }, value: 1 };
  expect(exposition([{ name: "m", help: "h", type: "gauge", samples: [sample] }])).toContain(
    'm{name="a\\"b\\\\c\\nd"} 1',
  );
});
