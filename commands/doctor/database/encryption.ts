import { type Finding, ok, warning } from "../finding";
import { isLoopbackName } from "../loopback";
import type { Facts } from "./facts";

/** Whether what goes to a database on another machine can be read on the way. */
export function checkEncryption({ isEncrypted }: Facts, url: URL): Finding[] {
  if (isLoopbackName(url.hostname) || url.hostname === "") return [];
  return [isEncrypted ? ok("database.encryption.ok") : warning("database.encryption.none")];
}
