import "server-only";
import { getLocale } from "next-intl/server";
import { activationOfBrowser } from "@/app/premiere-connexion/[population]/browser";
import { pathOf } from "@/app/premiere-connexion/[population]/paths";
import type { Activation } from "@/lib/activation/current-activation";
import { type Asker, activatingStudent, signedInStudent } from "@/lib/recovery-email/asker";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";

interface KnownAsker {
  asker: Asker;
  path: string;
  /** Null for a person who is signed in. */
  activation: Activation | null;
}

/** Returns the student and where they were, if this browser proved to be theirs by a first connection or a sign-in. */
export async function askerOfBrowser(studentId: string): Promise<KnownAsker | null> {
  const asked = { caller: await currentCaller(), locale: await getLocale() };
  const activation = await activationOfBrowser();
  if (activation?.studentId === studentId) {
    return {
      asker: activatingStudent(activation, asked),
      path: pathOf(activation.step, activation.population),
      activation,
    };
  }
  const visitor = await currentVisitor();
  if (visitor && !visitor.isFrozen && visitor.registerId === studentId) {
    return { asker: signedInStudent(visitor, studentId, asked), path: "/mon-compte", activation: null };
  }
  return null;
}
