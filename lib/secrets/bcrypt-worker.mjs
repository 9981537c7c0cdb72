// Runs in a worker thread, loaded by path: plain JavaScript, so that neither a bundler nor a TypeScript runner is needed there.
import os from "node:os";
import bcrypt from "bcryptjs";

/** @param {{ secret: string, cost: number }} task */
export function hash({ secret, cost }) {
  return bcrypt.hashSync(secret, cost);
}

/** @param {{ secret: string, hash: string }} task */
export function compare({ secret, hash }) {
  return bcrypt.compareSync(secret, hash);
}

/** @param {{ secret: string, cost: number }} task */
export function hashGivingWay(task) {
  // On Linux a thread has a priority of its own; elsewhere this would slow the whole process down.
  if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  return hash(task);
}
