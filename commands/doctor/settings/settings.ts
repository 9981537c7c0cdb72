import type { PartialEnv, SettingFault } from "@/lib/read-settings";
import { attemptAll } from "../attempt";
import type { Finding } from "../finding";
import { checkEnvironment } from "./environment";
import { checkInternalNetworks, checkTrustedProxies } from "./networks";
import { checkSecret } from "./secret";

/** Checks the settings, as far as possible without contacting anything. */
export function examineSettings(env: PartialEnv, faults: readonly SettingFault[]): Promise<Finding[]> {
  const { isDemo = false, secret, internalNetworks, trustedProxies } = env;
  return attemptAll(
    () => checkEnvironment(faults),
    () => (secret ? checkSecret(secret) : []),
    () => (internalNetworks ? checkInternalNetworks(internalNetworks, isDemo) : []),
    () => (trustedProxies === undefined ? [] : checkTrustedProxies(trustedProxies, internalNetworks)),
  );
}
