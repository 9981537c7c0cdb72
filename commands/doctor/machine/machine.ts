import type { PartialEnv } from "@/lib/read-settings";
import { attemptAll } from "../attempt";
import { type Finding, fault } from "../finding";
import { checkDisk } from "./disk";
import { checkAuthorities, checkWhoWrites } from "./files";
import { checkNode } from "./node";

/** This machine: what runs the service, and the files that it reads. `ca` is what `LDAP_CA_FILE` holds; null when it cannot be read. */
export function examineMachine(env: PartialEnv, ca: string | null | undefined): Promise<Finding[]> {
  const { isDemo, dataDir, institutionFile, ldap } = env;
  const { caFile } = ldap;
  return attemptAll(
    checkNode,
    () => (isDemo && dataDir ? checkDisk(dataDir) : []),
    // One that is not there is told among the settings.
    () => (institutionFile ? checkWhoWrites("INSTITUTION_FILE", institutionFile).catch(() => []) : []),
    () => (caFile && ca ? checkWhoWrites("LDAP_CA_FILE", caFile) : []),
    () => {
      if (!caFile) return [];
      return ca ? checkAuthorities(ca, caFile) : fault("machine.authorities.unreadable", { file: caFile });
    },
  );
}
