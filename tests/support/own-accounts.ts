import { changeOwnPassword } from "@/lib/own-account/change-own-password";
import type { Services } from "@/lib/services";
import { signIn } from "@/lib/session/sign-in";
import type { Staff } from "./desk";
import { caller } from "./first-connections";
import { hugo, hugosPassword, startForgotten } from "./forgotten-passwords";

/** Starts the demo university's students, signed in to their own accounts. */
export async function startOwnAccounts() {
  const world = await startForgotten();
  return {
    ...world,
    /** Signs Hugo in from one more browser. */
    async inAs(username = hugo, password = hugosPassword): Promise<Staff & { studentId: string }> {
      const outcome = await signIn(world.services, { username, password, caller, former: null });
      if (!outcome.ok || !outcome.visitor.registerId) throw new Error("refused");
      return { ...outcome, studentId: outcome.visitor.registerId };
    },
    change: (
      { visitor }: Staff,
      newPassword: string,
      currentPassword = hugosPassword,
      services: Services = world.services,
    ) =>
      changeOwnPassword(services, {
        visitor,
        studentId: visitor.registerId ?? "",
        caller,
        currentPassword,
        typed: { newPassword, newPasswordConfirmation: newPassword },
        locale: "fr",
      }),
  };
}

export type OwnAccounts = Awaited<ReturnType<typeof startOwnAccounts>>;
