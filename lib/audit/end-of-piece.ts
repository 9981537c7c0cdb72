import "server-only";
import { gte } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";

/** How many lines of the journal are handled at once: it takes a tenth of the time that a statement may take. */
const linesAtOnce = 10_000;

/**
 * Returns the instant after the last line of the piece that starts at `from`: `before` when fewer lines are left. The
 * statement leaves `before` out: with both ends, PostgreSQL sorts the whole journal as long as it has not analyzed it.
 */
export async function endOfPiece({ db }: Pick<Services, "db">, from: Date, before: Date): Promise<Date> {
  const [last] = await db
    .select({ at: auditEntries.at })
    .from(auditEntries)
    .where(gte(auditEntries.at, from))
    .orderBy(auditEntries.at)
    .offset(linesAtOnce - 1)
    .limit(1);
  return last && last.at < before ? new Date(last.at.getTime() + 1) : before;
}
