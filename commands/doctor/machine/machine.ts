import type { PartialEnv } from "@/lib/read-settings";
import { attemptAll } from "../attempt";
import { type Finding, fault } from "../finding";
import { checkDisk } from "./disk";
import { checkAuthorities, checkWhoWrites } from "./files";
import { checkNode } from "./node";

/** Checks this machine: Node.js, and the files that it reads. `ca`: content of `LDAP_CA_FILE`; null if unreadable. */
export function examineMachine(env: PartialEnv, ca: string | null | undefined): Promise<Finding[]> {
  const { isDemo, dataDir, institutionFile, ldap } = env;
  const { caFile } = ldap;
  return attemptAll(
    checkNode,
    () => (isDemo && dataDir ? checkDisk(dataDir) : []),
    // A missing file is reported among the settings.
    () => (institutionFile ? checkWhoWrites("INSTITUTION_FILE", institutionFile).catch(() => []) : []),
    () => (caFile && ca ? checkWhoWrites("LDAP_CA_FILE", caFile) : []),
    () => {
      if (!caFile) return [];
      return ca ? checkAuthorities(ca, caFile) : fault("machine.authorities.unreadable", { file: caFile });
    },
  );
}
