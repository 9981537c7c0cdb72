import { and, desc, eq, isNull } from "drizzle-orm";
import { auditEntries, cards, outgoingMails, provisionalCredentials, recoveryAddresses, students } from "@/db/schema";
import { demoNewcomers, demoStudents } from "@/embedded/demo-people";
import { acceptCharter } from "@/lib/activation/accept-charter";
import { type Activation, currentActivation } from "@/lib/activation/current-activation";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { openActivation } from "@/lib/activation/open-activation";
import { addDays, dayOf } from "@/lib/calendar";
import { publishCharter } from "@/lib/charter/publish";
import { ldapjs } from "@/lib/directory/ldapjs";
import { type Env, readEnv } from "@/lib/env";
import type { Caller } from "@/lib/network/caller";
import { bcryptHash } from "@/lib/secrets/bcrypt";
import { normaliseProvisionalPassword } from "@/lib/secrets/provisional-password";
import type { Services } from "@/lib/services";
import { createTestDatabase } from "./database";
import { startTestDirectory, type TestDirectory, testInstitution } from "./directory";

export const caller: Caller = { address: "192.0.2.7", network: null, isInternal: false, requestId: "test" };
export const asked = { caller, locale: "fr" } as const;

export const camille = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };
/** A member of staff. */
export const maxime = { identifier: "faure-m", provisionalPassword: "T6WD-H9KV-4PXQ" };
export const ines = { identifier: "ines.benali@etu.univ.example", provisionalPassword: "W4HN-8CZS-2LPF" };
export const newPassword = { newPassword: "Canal-37-Bruyere", newPasswordConfirmation: "Canal-37-Bruyere" };

/** When most tests begin: midday in Paris, on a day of the winter term. */
export const today = new Date("2026-11-12T11:00:00Z");

/**
 * Starts an empty register in its own database, a real directory, a clock that the test sets, and a first version of
 * the charter. Tests that leave the directory unchanged may share one.
 */
export async function startWorld(shared?: TestDirectory) {
  const ldap = shared ?? (await startTestDirectory());
  const database = await createTestDatabase();
  const { db } = database;
  let now = today;
  const services: Services = {
    db,
    directory: ldap.directory,
    clock: { now: () => now },
    institution: testInstitution,
    env: testEnv(database.url, ldap.settings),
  };
  const charter = { fr: "# Charte informatique\n\nUn.\n", en: "# IT charter\n\nOne.\n" };
  await publishCharter(db, { version: 1, publishedAt: new Date("2026-09-01T00:00:00Z"), texts: charter });

  return {
    services,
    db,
    ldap,
    /** Puts demo students in the register, with their sheets. */
    async enrol(...identifiers: string[]) {
      for (const identifier of identifiers) await enrol(services, identifier);
    },
    setNow: (instant: Date) => {
      now = instant;
    },
    pass: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    journal: () => db.select().from(auditEntries).orderBy(auditEntries.id),
    mails: () => db.select().from(outgoingMails).orderBy(desc(outgoingMails.createdAt), desc(outgoingMails.kind)),
    mailsTo: (recipient: string) => db.select().from(outgoingMails).where(eq(outgoingMails.recipient, recipient)),
    addresses: () => db.select().from(recoveryAddresses).orderBy(recoveryAddresses.givenAt),
    student: async (identifier: string) => {
      const [row] = await db.select().from(students).where(eq(students.identifier, identifier));
      if (!row) throw new Error(`${identifier} is not in the register`);
      return row;
    },
    credentials: () => db.select().from(provisionalCredentials),
    /** Returns one attribute of an entry, read by the service account on its own connection. */
    entry: (uid: string, attribute: string) => readEntry(ldap.settings, uid, attribute),
    publishCharter: (version: number) => publishCharter(db, { version, publishedAt: now, texts: charter }),
    async close() {
      if (!shared) await ldap.close();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Returns the settings of a service on that database and directory. Its mails go nowhere. */
export function testEnv(
  databaseUrl: string,
  ldap: Pick<Env["ldap"], "urls" | "baseDn" | "bindDn" | "bindPassword">,
): Env {
  return readEnv({
    DEMO: "1",
    DATABASE_URL: databaseUrl,
    LDAP_URL: ldap.urls.join(" "),
    LDAP_BASE_DN: ldap.baseDn,
    LDAP_BIND_DN: ldap.bindDn,
    LDAP_BIND_PASSWORD: ldap.bindPassword,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "ne-pas-repondre@univ.example",
    PUBLIC_URL: "https://compte.univ.example",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only",
    INTERNAL_NETWORKS: "filaire=127.0.0.0/8",
    INSTITUTION_FILE: "embedded/demo-university.json",
    NODE_ENV: "test",
  });
}

async function enrol({ db, clock, institution }: Services, identifier: string): Promise<void> {
  const facts = [...demoStudents, ...demoNewcomers].find((person) => person.identifier === identifier);
  if (!facts) throw new Error(`${identifier} is nobody of the demo university`);
  const { mail, givenName, familyName, birthDate, birthPlace } = facts;
  const now = clock.now();
  const [student] = await db
    .insert(students)
    .values({
      population: facts.population,
      identifier,
      mail,
      givenName,
      familyName,
      birthDate,
      birthPlace,
      componentCode: facts.component.code,
      componentName: facts.component.name,
      stages: [...facts.stages],
      enrolledOn: addDays(dayOf(now, institution.timeZone), -facts.enrolledDaysAgo),
      activatedAt: facts.password ? new Date("2026-09-20T08:00:00Z") : null,
    })
    .returning({ id: students.id });
  if (!student) throw new Error("an inserted student has an identifier");
  for (const { number, state } of facts.cards) {
    await db.insert(cards).values({ number, state, studentId: student.id, validUntil: "2027-09-30" });
  }
  if (facts.sheet) await printSheet(db, student.id, facts.sheet.provisionalPassword, facts.sheet.printedDaysAgo, now);
}

/** Adds a sheet. Its hash has the lowest cost: no test here measures how long it takes. */
export async function printSheet(
  db: Services["db"],
  studentId: string,
  password: string,
  printedDaysAgo: number,
  now: Date,
): Promise<void> {
  const issuedAt = new Date(now.getTime() - printedDaysAgo * 86_400_000);
  const expiresAt = new Date(issuedAt.getTime() + testInstitution.sheetValidityDays * 86_400_000);
  const secretHash = await bcryptHash(normaliseProvisionalPassword(password) ?? "", 4);
  await db.insert(provisionalCredentials).values({ studentId, secretHash, issuedAt, expiresAt });
}

/** Revokes earlier sheets, as a reprint does. */
export async function revokeSheets(db: Services["db"], studentId: string, now: Date): Promise<void> {
  await db
    .update(provisionalCredentials)
    .set({ revokedAt: now })
    .where(and(eq(provisionalCredentials.studentId, studentId), isNull(provisionalCredentials.spentAt)));
}

/** Enters the sheet. Returns the token in the browser's cookie. */
export async function open({ services }: World, sheet: { identifier: string; provisionalPassword: string }) {
  const opened = await openActivation(services, sheet, caller);
  if (!opened.ok) throw new Error(`refused: ${opened.reason}`);
  return opened.token;
}

/** Returns the first connection with this token. Throws when it is not in progress. */
export async function activationOf({ services }: World, token: string): Promise<Activation> {
  const activation = await currentActivation(services, token);
  if (!activation) throw new Error("no first connection under way");
  return activation;
}

/** Goes through every step from the sheet to the password, not included. */
export async function untilPassword(world: World, sheet: typeof camille, email = "cam@laposte.example") {
  const token = await open(world, sheet);
  const given = await giveRecoveryEmail(world.services, await activationOf(world, token), email, asked);
  if (!given.ok) throw new Error(given.reason);
  const acceptance = { version: 1, locale: "fr" } as const;
  const accepted = await acceptCharter(world.services, await activationOf(world, token), acceptance, caller);
  if (!accepted.ok) throw new Error(accepted.reason);
  return token;
}

/** Returns the code and the link's token from the newest confirmation mail to an address. */
export async function lastConfirmation(world: World, email: string) {
  const mails = (await world.mailsTo(email)).filter(({ kind }) => kind === "recovery-confirmation");
  const text = mails.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]?.text ?? "";
  return { code: /\b[0-9]{6}\b/.exec(text)?.[0] ?? "", token: /jeton=([\w-]{43})/.exec(text)?.[1] ?? "", text };
}

async function readEntry(
  settings: { urls: string[]; baseDn: string; bindDn: string; bindPassword: string },
  uid: string,
  attribute: string,
): Promise<string[]> {
  const client = ldapjs.createClient({ url: settings.urls, connectTimeout: 5_000, timeout: 5_000 });
  client.on("error", () => {});
  try {
    await new Promise<void>((resolve, reject) =>
      client.bind(settings.bindDn, settings.bindPassword, (error) => (error ? reject(error) : resolve())),
    );
    return await new Promise<string[]>((resolve, reject) => {
      const values: string[] = [];
      client.search(`uid=${uid},ou=people,${settings.baseDn}`, { scope: "base" }, (error, found) => {
        if (error) return reject(error);
        found.on("searchEntry", ({ pojo }) => {
          for (const { type, values: all } of pojo.attributes) if (type === attribute) values.push(...all);
        });
        found.on("error", reject);
        found.on("end", () => resolve(values));
      });
    });
  } finally {
    client.destroy();
  }
}
