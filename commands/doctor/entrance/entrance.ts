import type { PartialEnv } from "@/lib/read-settings";
import { attemptAll } from "../attempt";
import { type Finding, warning } from "../finding";
import { isLoopbackName } from "../loopback";
import { checkAddressSeen } from "./address-seen";
import { checkEntranceCertificate } from "./certificate";
import { checkHost } from "./host";

/** Checks the address that people type, and what is between them and the service. */
export async function* examineEntrance(env: PartialEnv & { publicUrl: string }): AsyncGenerator<Finding> {
  const { publicUrl, isDemo } = env;
  const { finding, addresses } = await checkHost(publicUrl);
  yield finding;
  if (!isDemo && isLoopbackName(new URL(publicUrl).hostname)) yield warning("entrance.onlyHere", { publicUrl });
  if (addresses.length === 0) return;
  yield* await attemptAll(
    () => checkEntranceCertificate(publicUrl),
    () => checkAddressSeen(publicUrl, env, addresses),
  );
}
