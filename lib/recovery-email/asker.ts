import type { AuditKind } from "@/lib/audit/kinds";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { Visitor } from "@/lib/session/visitor";

/** A student who has proven who they are, by their sheet or by signing in, and the journal's kinds for what they do. */
export interface Asker {
  studentId: string;
  identifier: string;
  caller: Caller;
  locale: Locale;
  actor: Pick<Visitor, "uid" | "roles"> | null;
  kinds: { change: AuditKind; confirmation: AuditKind };
}

interface Student {
  studentId: string;
  identifier: string;
}

type Circumstances = Pick<Asker, "caller" | "locale">;

/** Returns the asker of a first connection: nobody is signed in. */
export function activatingStudent({ studentId, identifier }: Student, { caller, locale }: Circumstances): Asker {
  const kinds = {
    change: "activation.recovery-email",
    confirmation: "activation.recovery-email.confirmation",
  } as const;
  return { studentId, identifier, caller, locale, actor: null, kinds };
}

/** Returns the asker who is signed in to « Mon compte ». */
export function signedInStudent(
  visitor: Pick<Visitor, "uid" | "roles" | "login">,
  studentId: string,
  { caller, locale }: Circumstances,
): Asker {
  const kinds = { change: "recovery-email.change", confirmation: "recovery-email.confirmation" } as const;
  return { studentId, identifier: visitor.login, caller, locale, actor: visitor, kinds };
}
