// Runs in a worker thread, loaded by path: plain JavaScript, so that it needs no bundler.
import { randomBytes } from "node:crypto";
import os from "node:os";
import bcryptjs from "bcryptjs";
import { bcrypt } from "hash-wasm";

/** @param {{ secret: string, cost: number }} task */
export async function hash({ secret, cost }) {
  const made = await bcrypt({ password: secret, costFactor: cost, salt: randomBytes(16), outputType: "encoded" });
  // `2a` and `2b` are the same format, except for texts over 255 bytes, which bcrypt does not read: `2b` is today's
  // name.
  return made.replace(/^\$2a\$/, "$2b$");
}

/** Compares with another program than the one that made the hash. @param {{ secret: string, hash: string }} task */
export function compare({ secret, hash }) {
  return bcryptjs.compareSync(secret, hash);
}

/** @param {{ secret: string, cost: number }} task */
export function hashGivingWay(task) {
  // On Linux each thread has its own priority; elsewhere this would slow down the whole process.
  if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  return hash(task);
}
