import { type Finding, fault, ok } from "../finding";
import type { Visit } from "./visit";

/** Checks that the server is of the kind that `LDAP_FLAVOR` says, when it reveals its kind. */
export function checkKind({ rootDse, settings: { flavor }, server }: Visit): Finding[] {
  if (!rootDse?.kind) return [];
  const values = { server, flavor, kind: rootDse.kind };
  return [rootDse.kind === flavor ? ok("directory.kind.ok", values) : fault("directory.kind.other", values)];
}
