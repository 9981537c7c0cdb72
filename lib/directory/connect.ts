import "server-only";
import { readFileSync } from "node:fs";
import { type Clock, systemClock } from "@/lib/clock";
import { type Env, SettingsError } from "@/lib/env";
import type { Institution } from "@/lib/institution";
import { activateAccount } from "./activate";
import { resultCodes } from "./answer";
import { type Connection, unexpected } from "./connection";
import { callBudget, Deadline } from "./deadline";
import type { Directory } from "./directory";
import { exclusiveConnections } from "./exclusive-connections";
import { findPerson } from "./find-person";
import { flavorOf } from "./flavor";
import { firstAnsweringServer } from "./servers";
import { sharedConnections } from "./shared-connections";
import { writeRecoveryEmail } from "./write-recovery-email";

/**
 * The directory of these settings. Nothing is opened before the first call. Throws `SettingsError` when the settings cannot be used:
 * a kind of server that is not supported, an authority's file that cannot be read.
 */
export function connectDirectory(
  settings: Env["ldap"],
  institution: Institution,
  clock: Clock = systemClock,
): Directory {
  const flavor = flavorOf(settings.flavor);
  const tls = { startTls: settings.startTls, ca: readAuthority(settings.caFile) };
  const { attributes, patterns } = institution;
  const place = { baseDn: settings.baseDn, institution };

  const service = sharedConnections(
    firstAnsweringServer(settings.urls, tls, async (connection, deadline) => {
      const answer = await connection.bind(settings.bindDn, settings.bindPassword, deadline);
      if (answer.status !== resultCodes.success) throw unexpected(answer);
    }),
  );
  const people = exclusiveConnections(firstAnsweringServer(settings.urls, tls, async () => {}));

  const asService = <T>(work: (connection: Connection, deadline: Deadline) => Promise<T>): Promise<T> => {
    const deadline = new Deadline(callBudget);
    return service.use(deadline, (connection) => work(connection, deadline));
  };
  const find = async (pattern: RegExp, attribute: string, value: string) =>
    pattern.test(value) && value.length <= longestIdentifier
      ? asService((connection, deadline) => findPerson(connection, place, attribute, value, deadline))
      : null;

  return {
    findByIdentifier: (identifier) => find(patterns.studentIdentifier, attributes.studentIdentifier, identifier),
    findByStaffLogin: (login) => find(patterns.staffLogin, attributes.staffLogin, login),

    async authenticate(person, password) {
      // An empty password binds as nobody and succeeds (RFC 4513, 5.1.2); servers that hash with C strings stop at a NUL.
      if (password === "" || password.includes("\0")) return { ok: false, reason: "wrong-password" };
      const deadline = new Deadline(callBudget);
      return people.use(deadline, (connection) => flavor.authenticate(connection, person.dn, password, deadline));
    },

    setPassword: (person, newPassword) =>
      asService((connection, deadline) => flavor.setPassword(connection, person.dn, newPassword, deadline)),

    activate: (person) =>
      asService((connection, deadline) => activateAccount(connection, person.dn, institution, clock.now(), deadline)),

    writeRecoveryEmail: (person, email) =>
      asService((connection, deadline) => writeRecoveryEmail(connection, person.dn, institution, email, deadline)),

    async ping() {
      await asService((connection, deadline) =>
        connection.search(settings.baseDn, { scope: "base", attributes: ["1.1"] }, deadline),
      );
    },

    async close() {
      service.close();
      people.close();
    },
  };
}

/** Whatever the institution's patterns admit. */
const longestIdentifier = 256;

function readAuthority(file: string | undefined): string | undefined {
  if (!file) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SettingsError([`LDAP_CA_FILE: ${(error as Error).message}`]);
  }
}
