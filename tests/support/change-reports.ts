import { expect } from "vitest";
import {
  accountBlocks,
  deskPhones,
  deskResets,
  outgoingMails,
  passwordLinkRequests,
  reportLinks,
  signInGates,
} from "@/db/schema";
import { reportChange } from "@/lib/change-report/report-change";
import type { Services } from "@/lib/services";
import { caller } from "./first-connections";
import { hugosMail } from "./forgotten-passwords";
import { startOwnAccounts } from "./own-accounts";

/** Starts the demo university's students, who learn of changes that they did not make. */
export async function startReports() {
  const world = await startOwnAccounts();
  const reportTokens = async (recipient: string): Promise<string[]> => {
    const mails = (await world.mails()).filter((mail) => mail.recipient === recipient);
    return mails.flatMap(({ text }) => /ce-n-etait-pas-moi\/lien\?jeton=([\w-]{43})/.exec(text ?? "")?.[1] ?? []);
  };
  return {
    ...world,
    /** Returns the tokens of « Ce n’était pas moi » mailed to that address, newest first. */
    reportTokens,
    /** Has Hugo's password changed at a desk by an impostor. Returns the token sent to his recovery mailbox. */
    async changedAtDesk() {
      world.pass(1);
      const garcia = await world.signedIn("garcia-l");
      expect(await world.complete(garcia, await world.opened(garcia, "E2500104"))).toEqual({ ok: true });
      return { garcia, token: (await reportTokens(hugosMail))[0] ?? "" };
    },
    async begunAgain() {
      await world.begunAgain();
      const tables = [accountBlocks, reportLinks, deskPhones, deskResets, outgoingMails, passwordLinkRequests];
      for (const table of [...tables, signInGates]) await world.db.delete(table);
    },
    report: (token: string, services: Services = world.services) =>
      reportChange(services, { token, caller, locale: "fr" }),
    blocks: () => world.db.select().from(accountBlocks).orderBy(accountBlocks.blockedAt),
  };
}

export type Reports = Awaited<ReturnType<typeof startReports>>;
