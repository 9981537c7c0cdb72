import "server-only";
import type { OutgoingMail } from "@/lib/mail/queries";
import type { ComposedMail } from "@/lib/mail/templates/layout";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import type { NewReportLink } from "./queries";
import { mayReport, reportExpiry } from "./rules";

/** What was changed, how and by whom, for a reader who did not do it. */
export type Change = {
  at: Date;
  /** The internal network from which it was done; null outside. */
  network: string | null;
} & (
  | { change: "desk"; staffLogin: string }
  | { change: "account" }
  /** The address that the link was mailed to, or the new one. */
  | { change: "link" | "address"; suspectAddressId: string }
);

export interface Told {
  student: { id: string; mail: string };
  /** The directory's `uid`: a report ends all its sessions. */
  uid: string;
  /** The recovery address to inform, besides the university's. */
  recovery: { email: string; confirmedAt: Date | null } | null;
}

/**
 * Returns the mails that inform a student of a change, each with its own link to report it, and those links, to insert
 * with the same statement. The university address always gets one: nobody chooses that address, and the link only
 * restricts (decision 23). `write` composes the mail around the link.
 */
export function composeNotices(
  { env }: Pick<Services, "env">,
  change: Change,
  { student, uid, recovery }: Told,
  write: (reportLink: string | null, recipient: string) => ComposedMail,
): {
  mails: readonly [OutgoingMail, ...OutgoingMail[]];
  links: readonly [NewReportLink, ...NewReportLink[]];
} {
  const { at: changedAt, ...facts } = change;
  const told = (recipient: string) => {
    const token = newToken();
    const mail = write(`${env.publicUrl}/ce-n-etait-pas-moi/lien?jeton=${token}`, recipient);
    const expiresAt = reportExpiry(changedAt);
    const link = { ...facts, studentId: student.id, uid, changedAt, tokenHash: hashToken(token), expiresAt };
    return { mail: { ...mail, studentId: student.id, recipient }, link };
  };
  const university = told(student.mail);
  if (!recovery) return { mails: [university.mail], links: [university.link] };
  if (!mayReport(recovery.confirmedAt, changedAt)) {
    const unlinked = { ...write(null, recovery.email), studentId: student.id, recipient: recovery.email };
    return { mails: [university.mail, unlinked], links: [university.link] };
  }
  const other = told(recovery.email);
  return { mails: [university.mail, other.mail], links: [university.link, other.link] };
}
