import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { onRequestError } from "@/instrumentation";
import { type Answer, answers } from "@/lib/http/answer";
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
  ["Already initialized stream.", "Already initialized stream."],
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

const inNext = "at tI (/srv/node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js:15:70523)";
const inNode = "at process.processTicksAndRejections (node:internal/process/task_queues:95:5)";
const builtByNext =
  "at async m (/srv/.builds/pages-1/server/chunks/ssr/node_modules_next_dist_0-amwqbrge23p._.js:1:11852)";
const ours = "at readRow (/srv/.builds/pages-1/server/chunks/ssr/lib_1.js:1:1024)";
const parsing = "at JSON.parse (<anonymous>)";

function thrownAt<E extends Error>(error: E, ...frames: string[]): E {
  error.stack = [String(error), ...frames.map((frame) => `    ${frame}`)].join("\n");
  return error;
}

const junk = `Unexpected token 'm', "my-password" is not valid JSON`;
const cutShort = "Expected ',' or ']' after array element in JSON at position 4";

test.each<[string, Error]>([
  ["JSON that is none", thrownAt(new SyntaxError(junk), parsing, inNext, inNode)],
  ["JSON cut short", thrownAt(new SyntaxError(cutShort), parsing, inNext, inNode)],
  [
    "null in the place of a list",
    thrownAt(new TypeError("Cannot read properties of null"), inNext, inNode, builtByNext),
  ],
  ["lists in lists, too deep", thrownAt(new RangeError("Maximum call stack size exceeded"), inNext, inNext)],
  [
    "lists in lists, too deep for what React called",
    thrownAt(new RangeError("Maximum call stack size exceeded"), "at WeakMap.set (<anonymous>)", inNext, inNext),
  ],
])("arguments that React could not read take one line, and are answered 400: %s", async (_, error) => {
  expect(inWords(error)).toBe("cannot be read: arguments that are none");
  expect(await statusOf(error)).toBe(400);
});

test.each<[string, Error]>([
  ["JSON of our own code, read for a page", thrownAt(new SyntaxError(junk), parsing, ours, inNext)],
  ["JSON of our own code, however it was called", thrownAt(new SyntaxError(cutShort), parsing, inNext, ours)],
  ["JSON read by who knows whom", thrownAt(new SyntaxError(cutShort), parsing, inNode)],
  ["JSON read by nobody", thrownAt(new SyntaxError(cutShort), parsing)],
  ["a fault of an action", thrownAt(new TypeError("Cannot read properties of undefined"), ours, inNode, inNext)],
  ["a fault that an action called for", thrownAt(new TypeError("fetch failed"), inNode, ours)],
  ["a call of ours without end", thrownAt(new RangeError("Maximum call stack size exceeded"), ours, ours)],
  ["a fault of ours while Next renders", thrownAt(new TypeError("x is not a function"), inNext, ours, inNext)],
  ["any other error of Next", thrownAt(new Error("Invariant"), inNext, inNode)],
])("what is our own fault keeps its trace, and is answered as one: %s", async (_, error) => {
  expect(inWords(error)).toContain("    at ");
  expect(await statusOf(error)).toBeUndefined();
});

/** What an action that threw this is answered; undefined when it is what Next answers by itself: 500. */
async function statusOf(error: Error): Promise<number | undefined> {
  const answer: Answer = { requestId: "r-1", headers: {} };
  const request = { path: "/connexion", method: "POST", headers: {} };
  const action = {
    routerKind: "App Router",
    routePath: "/connexion",
    routeType: "action",
    renderSource: "server-rendering",
  } as const;
  await answers.run(answer, () => onRequestError(error, request, { ...action, revalidateReason: undefined }));
  return answer.status;
}
