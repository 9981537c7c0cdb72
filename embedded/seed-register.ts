import "server-only";
import type { Database } from "@/db/client";
import { cards, enrolments, provisionalCredentials, recoveryAddresses, students } from "@/db/schema";
import { addDays, dayOf } from "@/lib/calendar";
import { recordAcceptance } from "@/lib/charter/accept";
import { publishCharter } from "@/lib/charter/publish";
import type { Institution } from "@/lib/institution";
import { isServed, rulesOf } from "@/lib/population";
import { hashProvisionalPassword } from "@/lib/secrets/provisional-password";
import { charterTexts } from "./charter-texts";
import demoHashes from "./demo-hashes.json" with { type: "json" };
import { type DemoStudent, demoNewcomers, demoStudents } from "./demo-people";

/** The demo university's charters: the second students' one is newer than the oldest accounts. */
const charters = [
  { version: 1, population: "student", publishedDaysAgo: 400, texts: charterTexts(1) },
  { version: 2, population: "student", publishedDaysAgo: 70, texts: charterTexts(2) },
  { version: 3, population: "staff", publishedDaysAgo: 70, texts: charterTexts("staff") },
] as const;

const anywhere = "192.0.2.10";

/** Precomputed hashes of sheet passwords, by identifier: each takes a tenth of a second. Others are hashed here. */
const sheetHashes: Record<string, string> = demoHashes.sheets;

interface Seeding {
  now: Date;
  institution: Institution;
}

/** Fills empty tables with the demo people that the institution serves, and their data, in the caller's transaction. */
export async function seedRegister(db: Database, seeding: Seeding): Promise<void> {
  for (const { publishedDaysAgo, ...charter } of charters) {
    await publishCharter(db, { ...charter, publishedAt: daysBefore(seeding.now, publishedDaysAgo) });
  }
  const people = [...demoStudents, ...demoNewcomers].filter(({ population }) =>
    isServed(population, seeding.institution),
  );
  for (const student of people) await seedStudent(db, student, seeding);
}

async function seedStudent(db: Database, student: DemoStudent, seeding: Seeding): Promise<void> {
  const { now, institution } = seeding;
  const today = dayOf(now, institution.timeZone);
  const activatedAt = student.password ? daysBefore(now, student.enrolledDaysAgo - 1) : null;
  const [row] = await db
    .insert(students)
    .values({
      population: student.population,
      identifier: student.identifier,
      mail: student.mail,
      givenName: student.givenName,
      familyName: student.familyName,
      birthDate: student.birthDate,
      birthPlace: student.birthPlace,
      stages: [...student.stages],
      componentCode: student.component.code,
      componentName: student.component.name,
      enrolledOn: addDays(today, -student.enrolledDaysAgo),
      activatedAt,
    })
    .returning({ id: students.id });
  const studentId = (row as { id: string }).id;
  if (student.population === "student") await seedEnrolments(db, studentId, student, today);

  if (student.sheet) {
    const { provisionalPassword } = student.sheet;
    const secretHash = sheetHashes[student.identifier] ?? (await hashProvisionalPassword(provisionalPassword));
    const issuedAt = daysBefore(now, student.sheet.printedDaysAgo);
    const expiresAt = daysBefore(issuedAt, -rulesOf(institution, student.population).sheetValidityDays);
    await db.insert(provisionalCredentials).values({ studentId, secretHash, issuedAt, expiresAt });
  }
  if (student.recoveryEmail && activatedAt) {
    const confirmed = { givenAt: activatedAt, confirmedAt: activatedAt };
    await db.insert(recoveryAddresses).values({ studentId, email: student.recoveryEmail, ...confirmed });
  }
  if (student.acceptedCharter && activatedAt) {
    const acceptance = { version: student.acceptedCharter, locale: "fr", at: activatedAt, address: anywhere } as const;
    const outcome = await recordAcceptance(db, { studentId, ...acceptance });
    if (!outcome.ok) throw new Error(`${student.identifier} could not have accepted that charter`);
  }
}

/** Adds what only students have: their enrolments of the year, and their cards. */
async function seedEnrolments(db: Database, studentId: string, student: DemoStudent, today: string): Promise<void> {
  const enrolledOn = addDays(today, -student.enrolledDaysAgo);
  await db.insert(enrolments).values(
    student.stages.map((stageName, index) => ({
      studentId,
      year: Number(endOfAcademicYear(enrolledOn).slice(0, 4)) - 1,
      componentCode: student.component.code,
      componentName: student.component.name,
      stageCode: `${student.component.code}${index + 1}`,
      stageName,
      enrolledOn,
      state: "in-force" as const,
    })),
  );
  const validUntil = endOfAcademicYear(today);
  await db.insert(cards).values(student.cards.map((card) => ({ ...card, studentId, validUntil })));
}

function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * 86_400_000);
}

/** Returns 31 August of this year, or of the next one from July on, when the coming year's enrolments begin. */
function endOfAcademicYear(today: string): string {
  const [year = "", month = ""] = today.split("-");
  return `${Number(year) + (Number(month) >= 7 ? 1 : 0)}-08-31`;
}
