import "server-only";
import ldapDn from "@ldapjs/dn";

/**
 * ldapjs writes a name back otherwise than it read it: `cn=a\5c,ou=x` becomes `cn=a\,ou=x`, another entry's. A name is kept as it was
 * given, letter for letter, so that what the server returned is what we send.
 */
const { DN } = ldapDn;
const parse = DN.fromString;

DN.fromString = (text) => Object.assign(parse.call(DN, text), { toString: () => text });
