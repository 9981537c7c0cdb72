import "server-only";
import { readFileSync } from "node:fs";
import { dayOf } from "@/lib/calendar";
import { type Clock, systemClock } from "@/lib/clock";
import { type Env, SettingsError } from "@/lib/env";
import type { Institution } from "@/lib/institution";
import { activateAccount, markCharterDelay, suspendAccount } from "./account-state";
import { isAdmitted } from "./admitted";
import { authenticate } from "./authenticate";
import type { Work } from "./connections";
import { createEntry } from "./create-entry";
import type { Directory } from "./directory";
import { exclusiveConnections } from "./exclusive-connections";
import { findPerson } from "./find-person";
import type { AttributeNames, Flavor } from "./flavors/flavor";
import { flavors } from "./flavors/flavors";
import { askedAtOnce, identifiersInUse } from "./identifiers-in-use";
import { callDeadline } from "./request-deadline";
import { type Prepare, Servers } from "./servers";
import { serviceBind } from "./service-account";
import { setPassword } from "./set-password";
import { sharedConnections } from "./shared-connections";
import { writeRecoveryEmail } from "./write-recovery-email";

/**
 * Returns the directory that these settings describe. Opens no connection before the first call. Throws `SettingsError`
 * when the certificate authority's file cannot be read.
 */
export function connectDirectory(
  settings: Env["ldap"],
  institution: Institution,
  clock: Clock = systemClock,
): Directory {
  const flavor = flavors[settings.flavor];
  const tls = { startTls: settings.startTls, ca: readAuthority(settings.caFile) };
  const { patterns, timeZone } = institution;
  const attributes = attributesOf(institution, flavor);
  const { lock, lockout } = flavor;
  const place = {
    baseDn: settings.baseDn,
    attributes,
    groups: Object.values(institution.groups).filter((name) => name !== undefined),
    lock,
    lockout,
  };
  const account = () => ({ attributes, lock, day: dayOf(clock.now(), timeZone).replaceAll("-", "") });

  const bind = serviceBind(settings);
  const seesTheBase: Work<void> = async (connection, deadline) => {
    await connection.search(settings.baseDn, { scope: "base", attributes: ["1.1"] }, deadline);
  };
  const proof: Prepare = async (connection, deadline) => {
    await bind(connection, deadline);
    await seesTheBase(connection, deadline);
  };
  const servers = new Servers(settings.urls, tls, proof);
  const service = sharedConnections(servers, bind);
  const people = exclusiveConnections(servers);

  const asService = async <T>(work: Work<T>): Promise<T> => service.use(callDeadline(), work);
  const find = async (pattern: RegExp, attribute: string, value: string) =>
    isAdmitted(pattern, value)
      ? asService((connection, deadline) => findPerson(connection, place, attribute, value, deadline))
      : null;

  const findByIdentifier = (identifier: string) =>
    find(patterns.studentIdentifier, attributes.studentIdentifier, identifier);
  const findByStaffLogin = (login: string) => find(patterns.staffLogin, attributes.staffLogin, login);

  return {
    findByIdentifier,
    findByStaffLogin,
    findByLogin: async (login) => (await findByStaffLogin(login)) ?? (await findByIdentifier(login)),
    findByCardNumber: (cardNumber) => find(patterns.cardNumber, attributes.cardNumber, cardNumber),

    async identifiersInUse(identifiers) {
      const admitted = identifiers.filter((identifier) => isAdmitted(patterns.studentIdentifier, identifier));
      const inUse = new Set<string>();
      for (let from = 0; from < admitted.length; from += askedAtOnce) {
        const some = admitted.slice(from, from + askedAtOnce);
        const found = await asService((connection, deadline) => identifiersInUse(connection, place, some, deadline));
        for (const identifier of found) inUse.add(identifier);
      }
      return inUse;
    },

    async createEntry(facts) {
      const { peopleDn } = settings;
      if (!peopleDn) return { ok: false, reason: "no-entry" };
      if (!isAdmitted(patterns.studentIdentifier, facts.identifier)) return { ok: false, reason: "no-uid" };
      const newPeople = { ...place, peopleDn, rules: flavor.newEntry };
      return asService((connection, deadline) => createEntry(connection, newPeople, facts, deadline));
    },

    async authenticate(person, password) {
      // A bind with an empty password is anonymous and succeeds (RFC 4513, 5.1.2). Servers that hash C strings stop at
      // a NUL.
      if (password === "" || password.includes("\0")) return { ok: false, reason: "wrong-password" };
      return people.use(callDeadline(), (connection, deadline) =>
        authenticate(flavor, connection, person.dn, password, deadline),
      );
    },

    setPassword: (person, newPassword) =>
      asService((connection, deadline) => setPassword(flavor, connection, person.dn, newPassword, deadline)),

    activate: (person) =>
      asService((connection, deadline) => activateAccount(connection, person.dn, account(), deadline)),

    markCharterDelay: (person, delay) =>
      asService((connection, deadline) => markCharterDelay(connection, person.dn, account(), delay, deadline)),
    suspend: (person) =>
      asService((connection, deadline) => suspendAccount(connection, person.dn, account(), deadline)),

    writeRecoveryEmail: (person, email) =>
      asService((connection, deadline) => writeRecoveryEmail(connection, person.dn, attributes, email, deadline)),

    ping: () => asService(seesTheBase),

    async close() {
      servers.close();
      service.close();
      people.close();
    },
  };
}

/** Returns the attribute for each fact about a person: from the institution file, else the flavor's default. */
export function attributesOf({ attributes }: Institution, flavor: Flavor): AttributeNames {
  return { ...flavor.attributes, ...attributes };
}

function readAuthority(file: string | undefined): string | undefined {
  if (!file) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new SettingsError([{ name: "LDAP_CA_FILE", kind: "unreadable", values: { file } }]);
  }
}
