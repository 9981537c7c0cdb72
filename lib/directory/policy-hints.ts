import "server-only";
import { Control } from "./ldapjs";

/** LDAP_SERVER_POLICY_HINTS_OID ([MS-ADTS] 3.1.1.3.4.1.27). Its value is a sequence that holds the integer 1. */
export class PolicyHintsControl extends Control {
  constructor() {
    super({ type: "1.2.840.113556.1.4.2239", value: "\x30\x03\x02\x01\x01" });
  }
}
