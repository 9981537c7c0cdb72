import { passwordLinkRequests, passwordLinks, throttle } from "@/db/schema";
import { answerRequests } from "@/lib/forgotten-password/answer-requests";
import { askForLink } from "@/lib/forgotten-password/ask-for-link";
import { setPasswordByLink } from "@/lib/forgotten-password/set-password-by-link";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { chosen, startDesk } from "./desk";
import { caller, today } from "./first-connections";

export const hugo = "hugo.bernard@etu.univ.example";
export const hugosMail = "hugo.bernard@mail.example";
export const hugosPassword = "Cerisier-42-Volcan";

/** Starts the demo university's students, who forget their passwords. Only Hugo has a recovery address. */
export async function startForgotten() {
  const world = await startDesk();
  const tokens = async () => {
    const mails = (await world.mails()).filter(({ kind }) => kind === "password-link");
    return mails.map(({ text }) => /jeton=([\w-]{43})/.exec(text ?? "")?.[1] ?? "");
  };
  const ask = (identifier: string, from: Caller = caller) =>
    askForLink(world.services, { identifier, caller: from, locale: "fr" });
  const answer = (services: Services = world.services) => answerRequests(services);
  return {
    ...world,
    ask,
    answer,
    tokens,
    /** Requests a link for Hugo from there. Returns the token in his mailbox. */
    async mailed(from: Caller = caller): Promise<string> {
      const before = await tokens();
      await ask(hugo, from);
      await answer();
      const token = (await tokens()).find((each) => !before.includes(each));
      if (!token) throw new Error("no link was mailed");
      return token;
    },
    set: (token: string, newPassword = chosen, services: Services = world.services) =>
      setPasswordByLink(services, {
        token,
        typed: { newPassword, newPasswordConfirmation: newPassword },
        caller,
        locale: "fr",
      }),
    /** Restores the first day: the clock, the limits, the links, and Hugo's password. */
    async begunAgain(): Promise<void> {
      world.setNow(today);
      await world.db.delete(passwordLinks);
      await world.db.delete(throttle);
      await world.setEntry("hugo.bernard", { password: hugosPassword });
    },
    waiting: () => world.db.select().from(passwordLinkRequests),
    links: () => world.db.select().from(passwordLinks),
  };
}

export type Forgotten = Awaited<ReturnType<typeof startForgotten>>;
