import { attributesOf } from "@/lib/directory/connect";
import { flavors } from "@/lib/directory/flavors/flavors";
import type { Env } from "@/lib/env";
import type { Institution } from "@/lib/institution";
import type { PartialEnv } from "@/lib/read-settings";
import { attempt, attemptAll, patience } from "../attempt";
import { type Finding, fault } from "../finding";
import { isLoopbackName } from "../loopback";
import { checkAdding } from "./adding";
import { checkBase } from "./base";
import { checkChanges } from "./changes";
import { checkClock } from "./clock";
import { checkGroups } from "./groups";
import { checkKind } from "./kind";
import { checkLockout } from "./lockout";
import { checkNames } from "./names";
import { checkOwnAccount } from "./own-account";
import { checkPasswordChange } from "./password-change";
import { checkPeople, checkShown, nobody, readSomePeople } from "./people";
import { openSocket, type Place, placeOf, whyNotReached } from "./reach";
import { checkRights } from "./rights";
import { readRootDse } from "./root-dse";
import { checkSchema } from "./schema";
import { checkSecrecy } from "./secrecy";
import { signIn } from "./sign-in";
import { checkSpeed } from "./speed";
import type { Visit } from "./visit";

/** Checks one server of the directory, from the network up: each step needs the one before. */
export async function* examineServer(
  url: string,
  ldap: PartialEnv["ldap"],
  ca: string | undefined,
  institution: Institution | null,
): AsyncGenerator<Finding> {
  const place = placeOf(url);
  const startTls = ldap.startTls ?? false;
  const isSecret = yield* examineWire(place, { startTls, ca, caFile: ldap.caFile });
  const { baseDn, bindDn, bindPassword, flavor, peopleDn } = ldap;
  // A password is not sent where it could be read, nor to a server that we cannot identify.
  if (!isSecret || !baseDn || !bindDn || !bindPassword || !flavor) return;
  const { connection, finding } = await signIn(url, { startTls, ca }, { bindDn, bindPassword }, place.server);
  yield finding;
  if (!connection) return;
  try {
    yield* examineContent(
      {
        connection,
        server: place.server,
        settings: { baseDn, bindDn, flavor, peopleDn },
        isFirst: ldap.urls === undefined || ldap.urls[0] === url,
      },
      institution,
    );
  } finally {
    connection.retire();
  }
}

/** Checks the socket and its protection. Returns whether a password may be sent. */
async function* examineWire(
  place: Place,
  tls: { startTls: boolean; ca: string | undefined; caFile: string | undefined },
): AsyncGenerator<Finding, boolean> {
  try {
    const finding = await checkSecrecy(await openSocket(place), place, tls);
    yield finding;
    return finding.level !== "fault";
  } catch (error) {
    yield whyNotReached(error, place);
    // A fault whether or not the server answers.
    if (!place.isLdaps && !tls.startTls && !isLoopbackName(place.host)) {
      yield fault("directory.clear.abroad", { server: place.server });
    }
    return false;
  }
}

type Arrival = Omit<Visit, "rootDse" | "institution" | "attributes"> & {
  settings: Pick<Env["ldap"], "baseDn" | "bindDn" | "flavor" | "peopleDn">;
};

async function* examineContent(arrival: Arrival, institution: Institution | null): AsyncGenerator<Finding> {
  if (!institution) return;
  const rootDse = await readRootDse(arrival.connection).catch(() => null);
  const attributes = attributesOf(institution, flavors[arrival.settings.flavor]);
  const visit: Visit = { ...arrival, institution, attributes, rootDse };
  yield* checkKind(visit);
  const [base] = await attempt(() => checkBase(visit));
  if (base) yield base;
  const isThere = base?.level === "ok";
  const { people, isCutShort } = isThere ? await readSomePeople(visit).catch(() => nobody) : nobody;
  yield* await attemptAll(
    () => checkOwnAccount(visit, people),
    () => checkNames(visit),
    () => checkSchema(visit, isThere),
    () => (isThere ? checkPeople(visit, people) : []),
    () => (isThere ? checkShown(visit, people, isCutShort) : []),
    () => (isThere ? checkGroups(visit) : []),
    () => checkPasswordChange(visit),
    () => (isThere ? checkChanges(visit) : []),
    () => checkRights(visit, people),
    () => checkAdding(visit, people),
    () => checkLockout(visit),
    () => checkClock(visit),
  );
  // Last, because a search that never ends makes the connection unusable.
  if (isThere) yield* await attempt(() => checkSpeed(visit), 2 * patience);
}
