import "server-only";
import messages from "@ldapjs/messages";

/** `referral [3]` of an LDAPResult: RFC 4511, section 4.1.9. */
const referralTag = 0xa3;

/**
 * ldapjs takes the length of a result's referral URLs for their end offset. It loses all of them, or the last ones, and
 * reads the rest as controls.
 */
messages.LdapResult._parseToPojo = ({ opCode, berReader, pojo = {} }) => {
  if (berReader.readSequence() !== opCode) throw new Error("a result of another operation");
  const status = berReader.readEnumeration();
  const matchedDN = berReader.readString();
  const diagnosticMessage = berReader.readString();
  const referrals: (string | null)[] = [];
  if (berReader.peek() === referralTag) {
    berReader.readSequence(referralTag);
    const end = berReader.offset + berReader.length;
    while (berReader.offset < end) referrals.push(berReader.readString());
  }
  return Object.assign(pojo, { status, matchedDN, diagnosticMessage, referrals });
};
