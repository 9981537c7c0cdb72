import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditEntries, outgoingMails } from "@/db/schema";
import { freePort } from "@/embedded/free-port";
import { startMailbox } from "@/embedded/mailbox";
import { readMailbox } from "@/lib/demo/mailbox";
import { deliverDueMails } from "@/lib/mail/deliver";
import { startOutboxWorker } from "@/lib/mail/outbox";
import { takeDueMail } from "@/lib/mail/queries";
import { queueMail } from "@/lib/mail/queue";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";

const start = new Date("2031-09-05T08:00:00Z");
const minutes = 60_000;
const mail = {
  kind: "password-link" as const,
  studentId: null,
  recipient: "personne@ailleurs.example",
  locale: "fr" as const,
  subject: "Un mail d’essai",
  text: "Le code est 123456.",
  html: "<p>Le code est 123456.</p>",
};

let database: TestDatabase;
let dataDir: string;
let port: number;
let now: Date;
const cleanups: (() => Promise<void>)[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-mail-"));
  port = await freePort();
  now = start;
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

function services() {
  return {
    db: database.db,
    clock: { now: () => now },
    env: {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      mailFrom: "Trousseau <compte@univ.example>",
      publicUrl: "https://t.example",
    },
  } as Parameters<typeof deliverDueMails>[0];
}

async function openMailbox() {
  const mailbox = await startMailbox({ dataDir, port });
  cleanups.push(mailbox.close);
  return mailbox;
}

/** A mail server that refuses every recipient in these words. */
function openRefusingServer(responseCode: number, words: string) {
  return openServer({
    onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error(words), { responseCode })),
  });
}

async function openServer(ways: SMTPServerOptions) {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["AUTH", "STARTTLS"], ...ways });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
}

const rows = () => database.db.select().from(outgoingMails);

test("a queued mail arrives, as text and as HTML, and its words are erased", async () => {
  await openMailbox();
  await queueMail(database.db, mail, now);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 1 });
  expect(await readMailbox(dataDir)).toMatchObject([
    {
      to: mail.recipient,
      subject: mail.subject,
      text: expect.stringContaining(mail.text),
      html: expect.stringContaining(mail.html),
      date: start.toISOString(),
    },
  ]);
  expect(await rows()).toMatchObject([{ sentAt: start, text: null, html: null, lastError: null, attempts: 1 }]);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 0 });
});

test("a mail whose transaction is rolled back is never sent", async () => {
  await openMailbox();
  const undone = database.db.transaction(async (db) => {
    await queueMail(db, mail, now);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await deliverDueMails(services())).toMatchObject({ sent: 0 });
});

test("a mail server that is down for an hour loses nothing", async () => {
  for (const n of [1, 2, 3]) await queueMail(database.db, { ...mail, subject: `Mail ${n}` }, now);
  for (let minute = 0; minute < 60; minute++) {
    now = new Date(start.getTime() + minute * minutes);
    expect(await deliverDueMails(services())).toMatchObject({ sent: 0 });
  }
  for (const row of await rows()) {
    expect(row).toMatchObject({ text: mail.text, sentAt: null, lastError: expect.stringMatching(/^[A-Z]+$/) });
    expect(row.nextAttemptAt.getTime() - now.getTime()).toBeLessThanOrEqual(72 * minutes);
  }
  await openMailbox();
  now = new Date(start.getTime() + 135 * minutes);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 3 });
  expect((await readMailbox(dataDir)).map(({ subject }) => subject).sort()).toEqual(["Mail 1", "Mail 2", "Mail 3"]);
});

test("when the mail server is away, the mails behind wait without being tried one by one", async () => {
  for (let n = 0; n < 5; n++) await queueMail(database.db, mail, now);
  await deliverDueMails(services());
  expect((await rows()).map(({ attempts }) => attempts).sort()).toEqual([0, 0, 0, 0, 1]);
});

test("workers side by side send each mail once", async () => {
  await openMailbox();
  const subjects = Array.from({ length: 40 }, (_, n) => `Mail ${n}`);
  for (const subject of subjects) await queueMail(database.db, { ...mail, subject }, now);
  const sent = await Promise.all([1, 2, 3, 4].map(() => deliverDueMails(services())));
  expect(sent.reduce((sum, each) => sum + each.sent, 0)).toBe(40);
  const arrived = await readMailbox(dataDir);
  expect(arrived.map(({ subject }) => subject).sort()).toEqual(subjects.sort());
});

test("the mail that has been due for the longest leaves first, and while a slow server takes it another worker sends the next", async () => {
  await openMailbox();
  await queueMail(database.db, { ...mail, subject: "Second" }, now);
  await queueMail(database.db, { ...mail, subject: "First" }, new Date(start.getTime() - minutes));
  await database.db.transaction(async (tx) => {
    expect((await takeDueMail(tx as unknown as Database, now))?.subject).toBe("First");
    // A server may take longer over a mail than anything else may keep a transaction open.
    const { rows: settings } = await tx.execute(sql`show idle_in_transaction_session_timeout`);
    expect(settings).toEqual([{ idle_in_transaction_session_timeout: "40s" }]);
    expect(await deliverDueMails(services())).toMatchObject({ sent: 1 });
  });
  expect((await readMailbox(dataDir)).map(({ subject }) => subject)).toEqual(["Second"]);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 1 });
});

test("a mail that is sent again bears the name that it had, so that a mailbox which has it already can tell", async () => {
  const names: (string | undefined)[] = [];
  await openServer({
    async onData(stream, _session, callback) {
      names.push(/^message-id: (.+)$/im.exec(await text(stream))?.[1]);
      callback(names.length === 1 ? Object.assign(new Error("later"), { responseCode: 451 }) : null);
    },
  });
  await queueMail(database.db, mail, now);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 0 });
  now = new Date(start.getTime() + minutes);
  expect(await deliverDueMails(services())).toMatchObject({ sent: 1 });
  const [{ id } = { id: "" }] = await rows();
  expect(names).toEqual([`<${id}@t.example>`, `<${id}@t.example>`]);
});

test("a mail is given up after three days, and the journal says so without saying to whom", async () => {
  await queueMail(database.db, mail, now);
  now = new Date(start.getTime() + 72 * 60 * minutes);
  await deliverDueMails(services());
  expect(await rows()).toMatchObject([{ abandonedAt: now, text: null, html: null, sentAt: null }]);
  const journal = await database.db.select().from(auditEntries);
  expect(journal).toMatchObject([{ kind: "mail.abandoned", outcome: "failed", reason: "too-old", subject: null }]);
  expect(JSON.stringify(journal)).not.toContain("ailleurs");
});

test("an address that does not exist is given up at once, and its error keeps no address", async () => {
  await openRefusingServer(550, `5.1.1 <${mail.recipient}> unknown`);
  await queueMail(database.db, mail, now);
  await deliverDueMails(services());
  expect(await rows()).toMatchObject([{ abandonedAt: start, lastError: "EENVELOPE 550" }]);
});

test.each([
  [550, "5.7.1 relay refused"],
  [451, "4.7.1 come back later"],
])("a server that answers %i %s is asked again later", async (code, words) => {
  await openRefusingServer(code, words);
  await queueMail(database.db, mail, now);
  await deliverDueMails(services());
  expect(await rows()).toMatchObject([{ abandonedAt: null, text: mail.text, lastError: `EENVELOPE ${code}` }]);
});

test("nothing in a subject or a recipient can add a header or another recipient", async () => {
  await openMailbox();
  await queueMail(database.db, { ...mail, subject: "Bonjour\r\nBcc: autre@ailleurs.example\r\n\r\nfaux" }, now);
  await queueMail(database.db, { ...mail, recipient: "un@a.example, deux@b.example" }, now);
  await queueMail(database.db, { ...mail, recipient: "un@a.example>\r\nRCPT TO:<deux@b.example" }, now);
  await deliverDueMails(services());
  const arrived = await readMailbox(dataDir);
  expect(arrived.map(({ to }) => to)).toEqual([mail.recipient]);
  expect(arrived[0]?.subject).toMatch(/^Bonjour Bcc: autre@ailleurs\.example +faux$/);
  expect(arrived[0]?.text.trim()).toBe(mail.text);
});

test("the worker sends by itself, what is queued later too", async () => {
  await openMailbox();
  const worker = startOutboxWorker(services());
  for (const n of [1, 2]) {
    await queueMail(database.db, mail, now);
    await expect.poll(() => readMailbox(dataDir)).toHaveLength(n);
  }
  await worker.stop();
});

test("a mail server that is away is told to the log once, with the reason, and so is its return", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  await queueMail(database.db, mail, now);
  const worker = startOutboxWorker(services());
  await expect.poll(() => warned.mock.calls.length).toBe(1);
  now = new Date(start.getTime() + minutes);
  await expect.poll(async () => (await rows())[0]?.attempts).toBe(2);
  await openMailbox();
  now = new Date(start.getTime() + 2 * minutes);
  await expect.poll(() => readMailbox(dataDir)).toHaveLength(1);
  await worker.stop();
  expect(warned.mock.calls).toEqual([
    ["outbox, mails to send: not done (the mail server is unavailable: ESOCKET)"],
    ["outbox, mails to send: done again"],
  ]);
  warned.mockRestore();
});

test("a database that cannot be read is told to the log at each outage, and so is its return, with nothing to send", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const worker = startOutboxWorker(services());
  for (const turn of [1, 2]) {
    await database.db.execute(sql`alter table outgoing_mails rename to elsewhere`);
    await expect.poll(() => warned.mock.calls.length).toBe(2 * turn - 1);
    await database.db.execute(sql`alter table elsewhere rename to outgoing_mails`);
    await expect.poll(() => warned.mock.calls.length).toBe(2 * turn);
  }
  await worker.stop();
  const outage = ["outbox, mails to read: not done (the database refused: 42P01)"];
  const isBack = ["outbox, mails to read: done again"];
  expect(warned.mock.calls).toEqual([outage, isBack, outage, isBack]);
});

test("a worker that is told to stop is over once the mail under way has left, and begins no other", async () => {
  await openMailbox();
  for (const n of [1, 2]) await queueMail(database.db, { ...mail, subject: `Mail ${n}` }, now);
  await startOutboxWorker(services()).stop();
  expect(await readMailbox(dataDir)).toHaveLength(1);
});
