import "server-only";
import type { Database } from "@/db/client";
import { reportLinks } from "@/db/schema";

export type NewReportLink = typeof reportLinks.$inferInsert;

/** The links of the mails that tell of a change, as a part of another statement: `db.with(mailedReportLinks(db, links)).update(…)`. */
export function mailedReportLinks(db: Database, links: readonly [NewReportLink, ...NewReportLink[]]) {
  return db.$with("mailed_report_links").as(
    db
      .insert(reportLinks)
      .values([...links])
      .returning({ id: reportLinks.id }),
  );
}

/** The same alone, within the caller's transaction. */
export async function insertReportLinks(
  tx: Database,
  links: readonly [NewReportLink, ...NewReportLink[]],
): Promise<void> {
  await tx.insert(reportLinks).values([...links]);
}
