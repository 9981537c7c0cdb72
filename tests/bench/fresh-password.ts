import { randomBytes } from "node:crypto";

/** One that no rule and no history refuses. */
export function freshPassword(): string {
  return `Quai-${randomBytes(6).toString("hex")}-Lampion-7`;
}
