import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMailbox } from "@/embedded/mailbox";
import { emptyMailbox, keepMail, readMail, readMailbox } from "@/lib/demo/mailbox";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-mailbox-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const letter = { to: "a@mail.example", subject: "Essai", text: "t", html: "h", date: "2031-09-05T08:00:00.000Z" };

test("what is sent is there, newest first, and still is after a restart", async () => {
  for (const subject of ["Été : « premier »", "Second"]) {
    const mailbox = await startMailbox({ dataDir });
    const transport = createTransport(mailbox.url);
    await transport.sendMail({
      from: "x@univ.example",
      to: "a@mail.example",
      subject,
      text: `é ${subject}`,
      html: `<p>${subject}</p>`,
    });
    transport.close();
    await mailbox.close();
  }
  const mails = await readMailbox(dataDir);
  expect(mails.map(({ subject }) => subject)).toEqual(["Second", "Été : « premier »"]);
  expect(mails[1]).toMatchObject({
    to: "a@mail.example",
    text: expect.stringContaining("é Été"),
    html: expect.stringContaining("<p>Été"),
  });
  expect(await readMail(dataDir, mails[0]?.id ?? "")).toEqual(mails[0]);
});

test("an empty mailbox has no mail, and neither has an id that is not one", async () => {
  expect(await readMailbox(dataDir)).toEqual([]);
  for (const id of ["../../etc/passwd", "000000000000001-00000000", "", "\0"])
    expect(await readMail(dataDir, id)).toBeNull();
});

test("a write cut short shows nothing", async () => {
  mkdirSync(join(dataDir, "mailbox"));
  writeFileSync(join(dataDir, "mailbox", "000000000000001-00000000.half"), "{");
  expect(await readMailbox(dataDir)).toEqual([]);
});

test("five hundred mails are kept, the newest ones", async () => {
  for (let n = 1; n <= 502; n++) await keepMail(dataDir, { ...letter, subject: String(n) }, new Date(n));
  const mails = await readMailbox(dataDir);
  expect([mails.length, mails[0]?.subject, mails.at(-1)?.subject]).toEqual([500, "502", "3"]);
  await emptyMailbox(dataDir);
  expect(await readMailbox(dataDir)).toEqual([]);
});

test("a message over a megabyte is refused", async () => {
  const mailbox = await startMailbox({ dataDir });
  const transport = createTransport(mailbox.url);
  const sending = transport.sendMail({
    from: "x@univ.example",
    to: "a@mail.example",
    subject: "gros",
    text: "x".repeat(1_500_000),
  });
  await expect(sending).rejects.toThrow();
  transport.close();
  await mailbox.close();
});
