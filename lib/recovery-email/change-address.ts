import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import type { Asker } from "./asker";
import { type AddressRefusal, admitAddress, replaceAddress } from "./give-address";

/** A signed-in student gives another recovery address. The old one serves until the new one is confirmed. */
export async function changeAddress(
  services: Services,
  { studentId, identifier, locale, kinds, actor, caller }: Asker,
  typed: string,
): Promise<{ ok: true } | AddressRefusal> {
  const { db, clock } = services;
  const line = { kind: kinds.change, subject: identifier, actor, caller };
  const admitted = await admitAddress(services, { studentId, email: typed });
  if (!admitted.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: admitted.reason });
    return admitted;
  }
  await db.transaction(async (tx) => {
    await lockStudent(tx, studentId);
    await replaceAddress(services, tx, { studentId, admitted, locale });
    await record(tx, { ...line, at: clock.now(), outcome: "succeeded", details: { sent: !admitted.sendableAt } });
  });
  return { ok: true };
}
