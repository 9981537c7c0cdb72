import { type Finding, ok, warning } from "../finding";
import { isLoopbackName } from "../loopback";
import type { Facts } from "./facts";

/** Whether what goes to a database on another machine can be read on the way. Without a host, it goes through a socket of this one. */
export function checkEncryption({ isEncrypted }: Facts, host: string): Finding[] {
  if (host === "" || isLoopbackName(host)) return [];
  return [isEncrypted ? ok("database.encryption.ok") : warning("database.encryption.none")];
}
