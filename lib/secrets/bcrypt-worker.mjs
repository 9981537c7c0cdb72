// Runs in a worker thread, loaded by path: plain JavaScript, so that neither a bundler nor a TypeScript runner is needed there.
import bcrypt from "bcryptjs";

/** @param {{ secret: string, cost: number }} task */
export function hash({ secret, cost }) {
  return bcrypt.hashSync(secret, cost);
}

/** @param {{ secret: string, hash: string }} task */
export function compare({ secret, hash }) {
  return bcrypt.compareSync(secret, hash);
}
