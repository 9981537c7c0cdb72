import "server-only";
import type { Control as TypedControl } from "ldapjs";
import { Control } from "./ldapjs";

/** Get Effective Rights, of 389 Directory Server (draft-ietf-ldapext-acl-model): each entry comes with what `dn` may do to it. */
export function rightsControl(dn: string): TypedControl {
  // ldapjs has no name for this one, and types no control that it has no name for.
  return new Control({ type: "1.3.6.1.4.1.42.2.27.9.5.2", value: `dn:${dn}` }) as unknown as TypedControl;
}
