import { resultCodes } from "@/lib/directory/answer";
import { ldapjs } from "@/lib/directory/ldapjs";
import { type Finding, fault, ok } from "../finding";
import { look, noSuchObject, nothing, type Visit } from "./visit";

/** Checks that our account sees the entry under which it will search for everybody. */
export async function checkBase(visit: Visit): Promise<Finding> {
  const { baseDn } = visit.settings;
  if (!isName(baseDn)) return fault("directory.base.noName", { baseDn });
  const { status, entries } = await look(visit, baseDn, { scope: "base", attributes: nothing });
  if (status === resultCodes.success && entries.length > 0) return ok("directory.base.ok", { baseDn });
  if (status === resultCodes.success) return fault("directory.base.notShown", { baseDn });
  const known = visit.rootDse?.namingContexts.filter(Boolean).join(" ; ");
  if (status === noSuchObject) {
    return known ? fault("directory.base.missingHere", { baseDn, known }) : fault("directory.base.missing", { baseDn });
  }
  return fault("directory.base.refused", { baseDn, code: status });
}

function isName(text: string): boolean {
  try {
    ldapjs.parseDN(text);
    return true;
  } catch {
    return false;
  }
}
