// Runs in a worker thread, loaded by path: plain JavaScript, so that no bundler is needed there.
import { randomBytes } from "node:crypto";
import os from "node:os";
import bcryptjs from "bcryptjs";
import { bcrypt } from "hash-wasm";

/** @param {{ secret: string, cost: number }} task */
export async function hash({ secret, cost }) {
  const made = await bcrypt({ password: secret, costFactor: cost, salt: randomBytes(16), outputType: "encoded" });
  // One format under two names, but for texts of over 255 bytes, which bcrypt does not read: `2b` is the one of today.
  return made.replace(/^\$2a\$/, "$2b$");
}

/** By another program than the one that made the hash. @param {{ secret: string, hash: string }} task */
export function compare({ secret, hash }) {
  return bcryptjs.compareSync(secret, hash);
}

/** @param {{ secret: string, cost: number }} task */
export function hashGivingWay(task) {
  // On Linux a thread has a priority of its own; elsewhere this would slow the whole process down.
  if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  return hash(task);
}
