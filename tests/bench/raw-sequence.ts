import { Deadline } from "@/lib/directory/deadline";
import { ldapjs } from "@/lib/directory/ldapjs";
import { openConnection } from "@/lib/directory/open-connection";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";
import { freshPassword } from "./fresh-password";
import { nextStudent } from "./people";

/** What the directory's part of a reset costs by itself, with the same client: connect, service bind, search, Password Modify. */
export async function rawSequence(slapd: DirectoryServer): Promise<void> {
  const deadline = new Deadline(5_000);
  const connection = await openConnection(slapd.url, { startTls: false, ca: undefined }, deadline);
  try {
    await connection.bind(slapd.bindDn, slapd.bindPassword, deadline);
    const { identifier } = nextStudent();
    const filter = new ldapjs.EqualityFilter({ attribute: "eduPersonPrincipalName", value: identifier });
    const [entry] = await connection.search(slapd.baseDn, { scope: "sub", filter, sizeLimit: 2 }, deadline);
    if (!entry) throw new Error(`${identifier} is not in the directory`);
    const answer = await connection.passwordModify(entry.dn, freshPassword(), deadline);
    if (answer.status !== 0) throw new Error(`Password Modify: ${answer.status}`);
  } finally {
    connection.retire();
  }
}
