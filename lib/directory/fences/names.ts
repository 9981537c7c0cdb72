import "server-only";
import ldapDn from "@ldapjs/dn";

/**
 * ldapjs does not write a name back as it read it: `cn=a\5c,ou=x` becomes `cn=a\,ou=x`, which is another entry. This
 * keeps each name exactly as the server returned it.
 */
const { DN } = ldapDn;
const parse = DN.fromString;

DN.fromString = (text) => Object.assign(parse.call(DN, text), { toString: () => text });
