/** Identifiers from Active Directory's own schema, and from `schema.ldif`. */
const guids = {
  user: "bf967aba-0de6-11d0-a285-00aa003049e2",
  resetPassword: "00299570-246d-11d0-a768-00aa006e0529",
  userAccountControl: "bf967a68-0de6-11d0-a285-00aa003049e2",
  lockoutTime: "28630ebf-41d5-11d1-a9c1-0000f80367c1",
  pwdLastSet: "bf967a0a-0de6-11d0-a285-00aa003049e2",
  extensionAttribute2: "5d6f1c1e-7f0b-4b57-9a53-2f3e4f0c9a02",
  extensionAttribute3: "5d6f1c1e-7f0b-4b57-9a53-2f3e4f0c9a03",
  extensionAttribute4: "5d6f1c1e-7f0b-4b57-9a53-2f3e4f0c9a04",
};

/**
 * Returns the service account's rights over the people of an organizational unit: reset a password, unlock, enable,
 * write its attributes; and create users there, needed only with LDAP_PROVISIONING=create.
 */
export function delegatedRights(serviceSid: string): string {
  const { user, resetPassword, ...written } = guids;
  const ace = (rights: string, guid: string) => `(OA;CIIO;${rights};${guid};${user};${serviceSid})`;
  return (
    `(OA;;CC;${user};;${serviceSid})` +
    ace("CR", resetPassword) +
    Object.values(written)
      .map((guid) => ace("RPWP", guid))
      .join("")
  );
}

/** Returns the form of `schemaIDGUID`: the bytes of the first three groups are reversed. */
export function schemaGuid(name: `extensionAttribute${2 | 3 | 4}`): string {
  const groups = guids[name].split("-").map((group) => Buffer.from(group, "hex"));
  return Buffer.concat(groups.map((group, index) => (index < 3 ? group.reverse() : group))).toString("base64");
}
