import { type Finding, ok } from "../finding";

/** Reports the version of Node.js. One that is too old was refused before this file could be read. */
export function checkNode(): Finding {
  return ok("machine.node", { version: process.versions.node });
}
