import { type Finding, ok } from "../finding";

/** An older Node.js than the service needs was turned away before this file could be read. */
export function checkNode(): Finding {
  return ok("machine.node", { version: process.versions.node });
}
