import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { inWords } from "@/server/plain-errors";

test("a failed query is told without the values that it carried", () => {
  const cause = Object.assign(new Error("connection terminated"), { code: "08006" });
  const error = new DrizzleQueryError("insert into mails values ($1, $2)", ["hugo@mail.example", "code 123456"], cause);
  const told = inWords(error);
  expect(told).toContain("insert into mails");
  expect(told).toContain("08006");
  expect(told).not.toMatch(/hugo|123456/);
});

test.each([
  ["Failed to parse body as FormData.", "Failed to parse body as FormData"],
  [`Unexpected token 'm', "my-password" is not valid JSON`, "is not valid JSON"],
  [
    'The Server Reference ID did not match the expected format. Received "my-password".',
    "The Server Reference ID did not match",
  ],
  [
    'Failed to find Server Action "my-password". This request might be from an older deployment.',
    "Failed to find Server Action",
  ],
])("a request that nobody can read takes one line, without what was sent: %s", (message, told) => {
  expect(inWords(new Error(message))).toBe(`cannot be read: ${told}`);
});

const cutShort =
  "SyntaxError: Expected ',' or ']' after array element in JSON at position 4\n    at JSON.parse (<anonymous>)";
const inNext = "at tI (/srv/node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js:15:70523)";
const inNode = "at process.processTicksAndRejections (node:internal/process/task_queues:95:5)";
const ours = "at readRow (/srv/.builds/pages-1/server/chunks/ssr/lib_1.js:1:1024)";

function thrownAt(...frames: string[]): string {
  const error = new SyntaxError("Expected ',' or ']' after array element in JSON at position 4");
  error.stack = [cutShort, ...frames.map((frame) => `    ${frame}`)].join("\n");
  return inWords(error);
}

test("JSON that React could not read takes one line; that of our own code keeps its trace, whoever called it", () => {
  expect(thrownAt(inNext, inNode)).toBe("cannot be read: arguments that are none");
  for (const frames of [[ours, inNext], [inNext, ours], [inNode], []]) {
    expect(thrownAt(...frames)).toContain("at JSON.parse");
  }
});
