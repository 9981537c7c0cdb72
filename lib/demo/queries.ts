import "server-only";
import { eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, students } from "@/db/schema";

/** True once the whole demo university is in this database. */
export async function wasSeeded(db: Database): Promise<boolean> {
  const marks = await db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(eq(auditEntries.kind, "demo.seeded"))
    .limit(1);
  return marks.length > 0;
}

/** The identifiers of the students whose account is open by now. */
export async function selectActivated(db: Database): Promise<Set<string>> {
  const rows = await db
    .select({ identifier: students.identifier })
    .from(students)
    .where(isNotNull(students.activatedAt));
  return new Set(rows.map(({ identifier }) => identifier));
}
