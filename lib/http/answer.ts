import { AsyncLocalStorage } from "node:async_hooks";

/** What a page wants of the answer that carries it, and that a server component cannot say by itself. */
export interface Answer {
  /** Of the request that it answers, so that the log can name it. */
  readonly requestId: string;
  status?: number;
  headers: Record<string, string>;
  /** The page shows a form that was refused: its title says so first. */
  refused?: boolean;
  /** What its title says, when an action answered with something that has a name of its own. */
  title?: string;
  /** What did not serve, when that is why there is no page: a server, or the room for files. */
  away?: "directory" | "database" | "uploads";
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.answer");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Answer> };
shared[key] ??= new AsyncLocalStorage<Answer>();

/** Around each request, in the front server, which applies what was asked when the head of the answer leaves. */
export const answers: AsyncLocalStorage<Answer> = shared[key];

/** Gives the page under way another status than 200 (403, 429, 503), and headers such as `retry-after` (in seconds). */
export function answerWith(status: number, headers: Record<string, string> = {}): void {
  const answer = answers.getStore();
  if (!answer) return;
  answer.status = status;
  Object.assign(answer.headers, headers);
}

/** Says that the page under way shows a form that was refused, so that its title begins with it where no script does that. */
export function answerRefused(): void {
  const answer = answers.getStore();
  if (answer) answer.refused = true;
}

/** Whether it does. An action has answered before its page is rendered, title included. */
export function isRefused(): boolean {
  return answers.getStore()?.refused === true;
}

/** Gives the page under way the title of what its action answered. */
export function answerTitle(title: string): void {
  const answer = answers.getStore();
  if (answer) answer.title = title;
}

/** That title; undefined where none was given. */
export function titleOfAnswer(): string | undefined {
  return answers.getStore()?.title;
}

/** Says that there is no page to show because this server did not answer: 503, with a page of the front server's own. */
export function answerAway(away: "directory" | "database"): void {
  const answer = answers.getStore();
  if (answer) Object.assign(answer, { status: 503, away });
}
