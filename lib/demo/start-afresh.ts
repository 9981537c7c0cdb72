import "server-only";
import { randomUUID } from "node:crypto";

/** What a web worker sends to the process that started it, which holds the embedded servers. */
export interface AfreshRequest {
  type: "demo-start-afresh";
  id: string;
}

/** That process's reply, once everything is done or has failed. */
export interface AfreshAnswer {
  type: "demo-started-afresh";
  id: string;
  ok: boolean;
}

const patience = 30_000;

/** Brings the demo back to its first minute. False when it could not be done, or not within 30 seconds. */
export async function askToStartAfresh(): Promise<boolean> {
  const request: AfreshRequest = { type: "demo-start-afresh", id: randomUUID() };
  if (!process.send) return false;
  return new Promise((resolve) => {
    const settle = (ok: boolean) => {
      clearTimeout(timer);
      process.off("message", listen);
      resolve(ok);
    };
    const listen = (message: unknown) => {
      if (isAnswerTo(request, message)) settle(message.ok);
    };
    const timer = setTimeout(settle, patience, false);
    process.on("message", listen);
    process.send?.(request);
  });
}

function isAnswerTo(request: AfreshRequest, message: unknown): message is AfreshAnswer {
  const answer = message as Partial<AfreshAnswer> | null;
  return answer?.type === "demo-started-afresh" && answer.id === request.id;
}
