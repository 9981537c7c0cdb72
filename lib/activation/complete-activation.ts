import "server-only";
import { record } from "@/lib/audit/record";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Operation } from "@/lib/directory-change/change-password";
import type { Locale } from "@/lib/http/locale";
import { queueMail } from "@/lib/mail/queue";
import { accountActivated } from "@/lib/mail/templates/account-activated";
import { findConfirmedAddress } from "@/lib/recovery-email/queries";
import type { Services } from "@/lib/services";
import { endProofs } from "@/lib/session/queries";
import { lockStudent } from "@/lib/student-lock/queries";
import type { Activation } from "./current-activation";
import { complete } from "./queries";

export interface WrittenAccount {
  activation: Activation;
  person: DirectoryPerson;
  /** The claim under which the directory was written: it proves that no other request wrote meanwhile. */
  claimedUntil: Date;
  operation: Operation;
  locale: Locale;
}

/**
 * Completes a first connection once the directory has the password. Writes a confirmed recovery address there. Then, in
 * one transaction, spends the sheet, opens the account, ends its sessions and the sign-ins in progress with an earlier
 * password, and queues the mails. Returns false when the claim was lost meanwhile.
 */
export async function completeActivation(services: Services, account: WrittenAccount): Promise<boolean> {
  const { db, directory } = services;
  const confirmed = await findConfirmedAddress(db, account.activation.studentId);
  if (confirmed) await directory.writeRecoveryEmail(account.person, confirmed.email);
  const outcome = await finish(services, account, confirmed);
  // An address was confirmed meanwhile: start again, so that the directory gets it too.
  return outcome === "address-changed" ? completeActivation(services, account) : outcome === "done";
}

function finish(
  services: Services,
  { activation, person, claimedUntil, operation, locale }: WrittenAccount,
  written: { id: string; email: string } | null,
): Promise<"done" | "claim-lost" | "address-changed"> {
  const { db, clock } = services;
  return db.transaction(async (tx) => {
    const now = clock.now();
    // Comes first, as in a sign-in. A check of an earlier password is now worthless, whatever the outcome.
    await endProofs(tx, person.uid, now);
    await lockStudent(tx, activation.studentId);
    const confirmed = await findConfirmedAddress(tx, activation.studentId);
    if (confirmed?.id !== written?.id) return "address-changed";
    if (!(await complete(tx, { activationId: activation.id, uid: person.uid, until: claimedUntil }, now))) {
      await record(tx, { ...operation, at: now, outcome: "failed", reason: "claim-lost" });
      return "claim-lost";
    }
    await record(tx, { ...operation, at: now, outcome: "succeeded" });
    const mail = accountActivated(services, locale, activation);
    for (const recipient of [activation.mail, confirmed?.email]) {
      if (recipient) await queueMail(tx, { ...mail, studentId: activation.studentId, recipient }, now);
    }
    return "done";
  });
}
