import { resultCodes } from "@/lib/directory/answer";
import { type Finding, fault, ok } from "../finding";
import { look, noSuchObject, nothing, type Visit } from "./visit";

/** Whether our account sees the entry under which it will look for everybody. */
export async function checkBase(visit: Visit): Promise<Finding> {
  const { baseDn } = visit.settings;
  const { status, entries } = await look(visit, baseDn, { scope: "base", attributes: nothing });
  if (status === resultCodes.success && entries.length > 0) return ok("directory.base.ok", { baseDn });
  const known = visit.rootDse?.namingContexts.filter(Boolean).join(" ; ");
  if (status === noSuchObject || status === resultCodes.success) {
    return known ? fault("directory.base.missingHere", { baseDn, known }) : fault("directory.base.missing", { baseDn });
  }
  return fault("directory.base.refused", { baseDn, code: status });
}
