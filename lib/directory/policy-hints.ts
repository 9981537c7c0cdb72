import "server-only";
// First: the fences stand before ldapjs is.
import "./ldapjs";
import controls from "@ldapjs/controls";

/** LDAP_SERVER_POLICY_HINTS_OID ([MS-ADTS] 3.1.1.3.4.1.27), with its value: a sequence that holds the integer 1. */
export class PolicyHintsControl extends controls.Control {
  constructor() {
    super({ type: "1.2.840.113556.1.4.2239", value: "\x30\x03\x02\x01\x01" });
  }
}
