import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, provisionalCredentials, students } from "@/db/schema";

/** True once the whole demo university is in this database. */
export async function wasSeeded(db: Database): Promise<boolean> {
  const marks = await db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(eq(auditEntries.kind, "demo.seeded"))
    .limit(1);
  return marks.length > 0;
}

export type Standing = Awaited<ReturnType<typeof selectStandings>>[number];

/** Returns the present state of each student's account. */
export async function selectStandings(db: Database) {
  return db
    .select({
      identifier: students.identifier,
      enrolledOn: students.enrolledOn,
      activatedAt: students.activatedAt,
      /** Null when no sheet is in force. */
      sheetExpiresAt: provisionalCredentials.expiresAt,
    })
    .from(students)
    .leftJoin(
      provisionalCredentials,
      and(
        eq(provisionalCredentials.studentId, students.id),
        isNull(provisionalCredentials.spentAt),
        isNull(provisionalCredentials.revokedAt),
      ),
    );
}
