import { connectDatabase } from "@/db/client";
import { cards, students } from "@/db/schema";
import { personEntry } from "@/embedded/directory/entries";
import { ldifEntry, saltedHash } from "@/tests/support/servers/ldif";

/** As many as the longest run needs: each member of staff may help with thirty resets an hour, and the bench keeps to it. */
const staffCount = 600;
const studentCount = 500;

export const staffPassword = "Only-4-the-bench";

/** `banc-a0`, `banc-a1`, … */
export const staffLogins = Array.from(
  { length: staffCount },
  (_, index) => `banc-${String.fromCharCode(97 + Math.floor(index / 100))}${index % 100}`,
);

export const benchStudents = Array.from({ length: studentCount }, (_, index) => ({
  uid: `banc.${index}`,
  identifier: `banc.${index}@etu.univ.example`,
  givenName: "Banc",
  familyName: `Essai ${index}`,
  cardNumber: `E29${String(index).padStart(5, "0")}`,
}));

let turn = 0;

/** One after the other, so that no two attempts meet on one student: they would wait for each other, or be refused by the directory. */
export function nextStudent(): (typeof benchStudents)[number] {
  return benchStudents[turn++ % studentCount] as (typeof benchStudents)[number];
}

/** Their entries, to be added to a real directory. */
export function benchLdif(baseDn: string): string {
  const hash = [saltedHash(staffPassword)];
  const staff = staffLogins.map((uid) => {
    const facts = { uid, givenName: "Banc", familyName: uid, mail: null, affiliations: ["employee", "member"] };
    return personEntry({ ...facts, state: "active" }, baseDn);
  });
  const enrolled = benchStudents.map(({ uid, identifier, givenName, familyName }) => {
    const facts = { uid, identifier, givenName, familyName, mail: identifier, affiliations: ["student", "member"] };
    return personEntry({ ...facts, state: "active" }, baseDn);
  });
  return [...staff, ...enrolled]
    .map(({ dn, attributes }) => ldifEntry(dn, { ...attributes, userPassword: hash }))
    .join("\n");
}

/** The students and their cards, in the register. */
export async function enrolBenchStudents(databaseUrl: string): Promise<void> {
  const { db, pool } = connectDatabase(databaseUrl);
  const rows = await db
    .insert(students)
    .values(
      benchStudents.map(({ identifier, givenName, familyName }) => ({
        identifier,
        givenName,
        familyName,
        mail: identifier,
        birthDate: "2006-01-01",
        componentCode: "ECO",
        componentName: "Économie",
        enrolledOn: "2026-09-01",
        activatedAt: new Date(),
      })),
    )
    .returning({ id: students.id, identifier: students.identifier });
  const idOf = new Map(rows.map(({ id, identifier }) => [identifier, id]));
  await db.insert(cards).values(
    benchStudents.map(({ identifier, cardNumber }) => ({
      number: cardNumber,
      studentId: idOf.get(identifier) as string,
      validUntil: "2099-08-31",
      state: "in-force" as const,
    })),
  );
  await pool.end();
}
