/** The parts of ldapjs's packages, which ship no types, that the fences and the embedded server use. */

declare module "@ldapjs/asn1" {
  export class BerReader {
    readonly length: number;
    readonly offset: number;
    setOffset(position: number): void;
    peek(): number | null;
    readBoolean(): boolean;
    readSequence(tag?: number): number | null;
    readEnumeration(): number | null;
    readString(): string | null;
  }
}

declare module "@ldapjs/controls" {
  import type { BerReader } from "@ldapjs/asn1";

  class Control {
    constructor(options: { type: string; criticality?: boolean; value?: string });
    readonly type: string;
  }
  class PasswordPolicyControl extends Control {
    static readonly OID: string;
    constructor(options?: { criticality?: boolean; value?: { error?: number } });
    readonly value: { error?: number };
  }
  const controls: {
    Control: typeof Control;
    PasswordPolicyControl: typeof PasswordPolicyControl;
    getControl(ber: BerReader): Control | null;
  };
  export default controls;
}

declare module "@ldapjs/messages" {
  import type { BerReader } from "@ldapjs/asn1";

  /** RFC 4511, section 4.1.9. */
  export interface LdapResponse {
    status: number;
    diagnosticMessage: string;
    referrals: string[];
    controls: { type: string; value: unknown }[];
  }
  interface Parsing {
    opCode: number;
    berReader: BerReader;
    pojo?: object;
  }
  const messages: {
    LdapResult: { _parseToPojo(parsing: Parsing): object };
    PasswordModifyResponse: { fromResponse(response: LdapResponse): LdapResponse };
  };
  export default messages;
}

declare module "@ldapjs/dn" {
  class DN {
    static fromString(text: string): DN;
    toString(): string;
  }
  const dn: { DN: typeof DN };
  export default dn;
}

declare module "ldapjs/lib/errors/index.js" {
  import type { LdapResponse } from "@ldapjs/messages";

  const errors: { getError(response: LdapResponse): Error };
  export default errors;
}
