import { type Finding, fault, ok } from "../finding";
import type { Visit } from "./visit";

/** Whether the server is of the kind that `LDAP_FLAVOR` says, where it lets one know. */
export function checkKind({ rootDse, settings: { flavor }, server }: Visit): Finding[] {
  if (!rootDse?.kind) return [];
  const values = { server, flavor, kind: rootDse.kind };
  return [rootDse.kind === flavor ? ok("directory.kind.ok", values) : fault("directory.kind.other", values)];
}
