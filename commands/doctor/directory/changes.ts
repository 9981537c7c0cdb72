import { resultCodes } from "@/lib/directory/answer";
import { replaced } from "@/lib/directory/change-entry";
import { Deadline } from "@/lib/directory/deadline";
import { patience } from "../attempt";
import { type Finding, fault, warning } from "../finding";
import type { Visit } from "./visit";

/**
 * Checks that the server accepts changes, by asking it to change an entry that does not exist. A read-only copy refuses
 * before it looks for the entry. No finding on any other answer.
 */
export async function checkChanges({ connection, server, settings, isFirst }: Visit): Promise<Finding[]> {
  const nobody = `cn=trousseau-doctor-nobody,${settings.baseDn}`;
  const { status } = await connection.modify(nobody, [replaced("description", "nobody")], new Deadline(patience));
  if (status !== resultCodes.unwillingToPerform && status !== resultCodes.referral) return [];
  const values = { server, code: status };
  return [isFirst ? fault("directory.changes.refused", values) : warning("directory.changes.refusedBehind", values)];
}
