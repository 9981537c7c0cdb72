import { type Finding, fault, ok, unchecked, warning } from "../finding";
import type { Visit } from "./visit";

/** RFC 3062. */
const passwordModify = "1.3.6.1.4.1.4203.1.11.1";
/** draft-behera-ldap-password-policy: it gives the reasons of a refusal. */
const passwordPolicy = "1.3.6.1.4.1.42.2.27.8.5.1";

/**
 * Checks that the server offers the operation that sets a password, and the control that explains a refusal. Active
 * Directory has its own ways for both.
 */
export function checkPasswordChange({ rootDse, settings: { flavor }, server }: Visit): Finding[] {
  if (flavor === "ad") return [];
  if (!rootDse || rootDse.extensions.length + rootDse.controls.length === 0) {
    return [unchecked("directory.passwords.untold", { server })];
  }
  const offers = rootDse.extensions.includes(passwordModify);
  const explains = rootDse.controls.includes(passwordPolicy);
  return [
    offers ? ok("directory.passwords.offered", { server }) : fault("directory.passwords.notOffered", { server }),
    ...(explains ? [ok("directory.policy.ok", { server })] : [warning("directory.policy.none", { server })]),
  ];
}
