import "server-only";
import type { BerReader } from "@ldapjs/asn1";
import controls from "@ldapjs/controls";

/**
 * ldapjs throws and drops the connection when a control has no value, although the value is optional (RFC 4511,
 * 4.1.11). Such controls are read here instead.
 */
const { getControl } = controls;

controls.getControl = (ber) => readWithoutValue(ber) ?? getControl(ber);

function readWithoutValue(ber: BerReader) {
  const start = ber.offset;
  if (ber.readSequence() === null) return null;
  const end = ber.offset + ber.length;
  const type = ber.readString() ?? "";
  const criticality = ber.offset < end && ber.peek() === booleanTag ? ber.readBoolean() : false;
  if (ber.offset < end) {
    ber.setOffset(start);
    return null;
  }
  return type === controls.PasswordPolicyControl.OID
    ? new controls.PasswordPolicyControl({ criticality })
    : new controls.Control({ type, criticality });
}

const booleanTag = 0x01;
