import { resultCodes } from "@/lib/directory/answer";
import { replaced } from "@/lib/directory/change-entry";
import { Deadline } from "@/lib/directory/deadline";
import { patience } from "../attempt";
import { type Finding, fault, warning } from "../finding";
import type { Visit } from "./visit";

/**
 * Whether the server takes changes at all. It is asked to change an entry that nobody has, which changes nothing: a copy that is only read
 * says so before it looks for the entry. Silent when it says anything else.
 */
export async function checkChanges({ connection, server, settings, isFirst }: Visit): Promise<Finding[]> {
  const nobody = `cn=trousseau-doctor-nobody,${settings.baseDn}`;
  const { status } = await connection.modify(nobody, [replaced("description", "nobody")], new Deadline(patience));
  if (status !== resultCodes.unwillingToPerform && status !== resultCodes.referral) return [];
  const values = { server, code: status };
  return [isFirst ? fault("directory.changes.refused", values) : warning("directory.changes.refusedBehind", values)];
}
