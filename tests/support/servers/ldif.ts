import { createHash, randomBytes } from "node:crypto";

export type Values = Record<string, readonly (string | Buffer)[]>;

/** Returns an entry in LDIF (RFC 2849), every value in base64, so that none needs escaping. */
export function ldifEntry(dn: string, attributes: Values): string {
  return [`dn:: ${base64(dn)}`, ...lines(attributes), ""].join("\n");
}

/** Returns the record that makes these the only values of each attribute. One without values is deleted. */
export function ldifReplace(dn: string, attributes: Values): string {
  return ldifModification("replace", dn, attributes);
}

/** Returns the record that adds these values to the existing ones. */
export function ldifAdd(dn: string, attributes: Values): string {
  return ldifModification("add", dn, attributes);
}

function ldifModification(operation: "add" | "replace", dn: string, attributes: Values): string {
  const changes = Object.entries(attributes).flatMap(([name, values]) => [
    `${operation}: ${name}`,
    ...lines({ [name]: values }),
    "-",
  ]);
  return [`dn:: ${base64(dn)}`, "changetype: modify", ...changes, ""].join("\n");
}

function lines(attributes: Values): string[] {
  return Object.entries(attributes).flatMap(([name, values]) => values.map((value) => `${name}:: ${base64(value)}`));
}

function base64(value: string | Buffer): string {
  return Buffer.from(value).toString("base64");
}

/** Returns an `{SSHA}` hash, OpenLDAP's default. */
export function saltedHash(password: string): string {
  const salt = randomBytes(8);
  const digest = createHash("sha1").update(password).update(salt).digest();
  return `{SSHA}${Buffer.concat([digest, salt]).toString("base64")}`;
}
