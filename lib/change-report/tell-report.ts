import "server-only";
import { unavailability } from "@/lib/errors";
import type { Locale } from "@/lib/http/locale";
import { queueMail } from "@/lib/mail/queue";
import { accountBlocked } from "@/lib/mail/templates/account-blocked";
import { changeReported } from "@/lib/mail/templates/change-reported";
import { deskChangeReported } from "@/lib/mail/templates/desk-change-reported";
import { findConfirmedAddress } from "@/lib/recovery-email/queries";
import type { Services } from "@/lib/services";
import type { ReportLink } from "./queries";

/**
 * Returns the address of the member of staff who made the change at a desk; null for another change, or when the
 * directory does not answer. IT's mail names them.
 */
export async function staffMail(
  { directory }: Pick<Services, "directory">,
  { staffLogin }: Pick<ReportLink, "staffLogin">,
): Promise<string | null> {
  if (!staffLogin) return null;
  try {
    return (await directory.findByStaffLogin(staffLogin))?.mail ?? null;
  } catch (error) {
    if (unavailability(error)) return null;
    throw error;
  }
}

/** Informs IT, the desk and the student of a report, within the caller's transaction, but not the suspect address. */
export async function tellReport(
  services: Services,
  { student, change, changedAt, network, staffLogin }: ReportLink,
  { at, locale, deskMail }: { at: Date; locale: Locale; deskMail: string | null },
): Promise<void> {
  const { db, institution } = services;
  const studentId = student.id;
  const name = `${student.givenName} ${student.familyName}`;
  const about = { identifier: student.identifier, name, change, at: changedAt };
  const toIt = changeReported(services, "fr", { ...about, network, staffLogin });
  await queueMail(db, { ...toIt, studentId, recipient: institution.help.it.mail }, at);
  if (deskMail) {
    const toDesk = deskChangeReported(services, "fr", about);
    await queueMail(db, { ...toDesk, studentId, recipient: deskMail }, at);
  }
  const message = accountBlocked(services, locale, { givenName: student.givenName, change, at: changedAt });
  const trusted = await findConfirmedAddress(db, student.id);
  for (const recipient of [student.mail, ...(trusted ? [trusted.email] : [])])
    await queueMail(db, { ...message, studentId, recipient }, at);
}
