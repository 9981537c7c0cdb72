import { type Finding, ok, warning } from "../finding";
import { isLoopbackName } from "../loopback";
import type { Facts } from "./facts";

/** Checks that traffic to a database on another machine is encrypted. Without a host, it uses a local socket. */
export function checkEncryption({ isEncrypted }: Facts, host: string): Finding[] {
  if (host === "" || isLoopbackName(host)) return [];
  return [isEncrypted ? ok("database.encryption.ok") : warning("database.encryption.none")];
}
