import { AsyncLocalStorage } from "node:async_hooks";

/** The status and headers that a page asks for, which a server component cannot set itself. */
export interface Answer {
  /** Of the request being answered, for the log. */
  readonly requestId: string;
  status?: number;
  headers: Record<string, string>;
  /** The page shows a refused form: its title starts by saying so. */
  refused?: boolean;
  /** The page's title, when an action's result has a name of its own. */
  title?: string;
  /** What failed, when that is why there is no page: a server, or room for an uploaded file. */
  away?: "directory" | "database" | "uploads";
}

// One store for the process, found by name: the front server and Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.answer");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<Answer> };
shared[key] ??= new AsyncLocalStorage<Answer>();

/** Set around each request by the front server, which applies it when the response's head is sent. */
export const answers: AsyncLocalStorage<Answer> = shared[key];

/** Gives the current page a status other than 200 (403, 429, 503), and headers such as `retry-after` (in seconds). */
export function answerWith(status: number, headers: Record<string, string> = {}): void {
  const answer = answers.getStore();
  if (!answer) return;
  answer.status = status;
  Object.assign(answer.headers, headers);
}

/** Marks the current page as showing a refused form, so that its title starts with that even without scripts. */
export function answerRefused(): void {
  const answer = answers.getStore();
  if (answer) answer.refused = true;
}

/** True when the page shows a refused form. The action has returned before its page, and its title, are rendered. */
export function isRefused(): boolean {
  return answers.getStore()?.refused === true;
}

/** Sets the current page's title to that of its action's result. */
export function answerTitle(title: string): void {
  const answer = answers.getStore();
  if (answer) answer.title = title;
}

/** Returns the title set by `answerTitle`; undefined when none was. */
export function titleOfAnswer(): string | undefined {
  return answers.getStore()?.title;
}

/** Records that there is no page because `away` did not answer: 503, with the front server's own page. */
export function answerAway(away: "directory" | "database"): void {
  const answer = answers.getStore();
  if (answer) Object.assign(answer, { status: 503, away });
}
