import "server-only";
import type { Control as TypedControl } from "ldapjs";
import { Control } from "./ldapjs";

/**
 * The Get Effective Rights control of 389 Directory Server (draft-ietf-ldapext-acl-model): each entry comes with what
 * `dn` may do to it.
 */
export function rightsControl(dn: string): TypedControl {
  // ldapjs has no class for this control, and its types accept only the controls that it knows.
  return new Control({ type: "1.3.6.1.4.1.42.2.27.9.5.2", value: `dn:${dn}` }) as unknown as TypedControl;
}
