import "server-only";
import type { Database } from "@/db/client";
import { composeNotices } from "@/lib/change-notice/compose-notices";
import { insertReportLinks } from "@/lib/change-notice/queries";
import { queueMail } from "@/lib/mail/queue";
import { recoveryConfirmed } from "@/lib/mail/templates/recovery-confirmed";
import { recoveryReplaced } from "@/lib/mail/templates/recovery-replaced";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Asker } from "./asker";
import type { ProvenAddress } from "./confirm-address";
import type { KnownAddress } from "./queries";

interface AddressChange {
  asker: Asker;
  student: { id: string; population: Population; givenName: string; mail: string };
  /** The directory's `uid`. */
  uid: string;
  proven: ProvenAddress;
  /** The address that was in use until now. */
  former: KnownAddress | null;
  at: Date;
}

/**
 * Informs the university address of the new recovery address, and the former one that it is no longer used, within the
 * caller's transaction.
 */
export async function tellChange(
  services: Pick<Services, "institution" | "env">,
  tx: Database,
  { asker, student, uid, proven, former, at }: AddressChange,
): Promise<void> {
  const { locale, caller } = asker;
  const { givenName, mail } = student;
  const change = { change: "address", at, network: caller.network, suspectAddressId: proven.addressId } as const;
  const told = { student, uid, recovery: former };
  const write = (reportLink: string | null, recipient: string) =>
    recipient === mail
      ? recoveryConfirmed(services, locale, { givenName, email: proven.email, reportLink })
      : recoveryReplaced(services, locale, { givenName, at, reportLink });
  if (student.population === "staff") {
    // A report blocks an account that only a student can unblock, with a card: staff call IT.
    for (const recipient of former ? [mail, former.email] : [mail]) {
      await queueMail(tx, { ...write(null, recipient), studentId: student.id, recipient }, at);
    }
    return;
  }
  const { mails, links } = composeNotices(services, change, told, write);
  await insertReportLinks(tx, links);
  for (const each of mails) await queueMail(tx, each, at);
}
