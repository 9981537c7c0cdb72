import "server-only";
import { findBlock } from "@/lib/account-block/queries";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import type { Asker } from "./asker";
import { type AddressRefusal, admitAddress, replaceAddress } from "./give-address";

/**
 * Gives a signed-in student another recovery address. The old one serves until the new one is confirmed. Refuses while
 * the account is blocked after its holder reported a change.
 */
export async function changeAddress(
  services: Services,
  { studentId, identifier, locale, kinds, actor, caller }: Asker,
  typed: string,
): Promise<{ ok: true } | AddressRefusal | { ok: false; reason: "account-blocked" }> {
  const { db, clock } = services;
  const line = { kind: kinds.change, subject: identifier, actor, caller };
  const admitted = await admitAddress(services, { studentId, email: typed });
  if (!admitted.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: admitted.reason });
    return admitted;
  }
  return db.transaction(async (tx) => {
    await lockStudent(tx, studentId);
    if (await findBlock(tx, studentId)) {
      await record(tx, { ...line, at: clock.now(), outcome: "refused", reason: "account-blocked" });
      return { ok: false, reason: "account-blocked" } as const;
    }
    await replaceAddress(services, tx, { studentId, admitted, locale });
    await record(tx, { ...line, at: clock.now(), outcome: "succeeded", details: { sent: !admitted.sendableAt } });
    return { ok: true } as const;
  });
}
