import { eq } from "drizzle-orm";
import { expect } from "vitest";
import {
  accountBlocks,
  deskPhones,
  deskResets,
  outgoingMails,
  passwordLinkRequests,
  recoveryAddresses,
  reportLinks,
  signInGates,
} from "@/db/schema";
import { reportChange } from "@/lib/change-report/report-change";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { insertSession } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { caller, today } from "./first-connections";
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
    newest: async (recipient: string) => (await reportTokens(recipient))[0] ?? "",
    /** Opens a session of the same person by their staff login: no student's. Returns its token. */
    async signedInAsStaff({ uid, displayName }: Pick<Visitor, "uid" | "displayName">): Promise<string> {
      const token = newToken();
      const at = world.services.clock.now();
      await insertSession(world.db, {
        tokenHash: hashToken(token),
        uid,
        login: "roux-s",
        displayName,
        roles: ["staff"],
        startedAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + 3_600_000),
        rolesReadAt: at,
        address: "192.0.2.7",
      });
      return token;
    },
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
      // Hugo's own address is in use again, and no other.
      await world.db.update(recoveryAddresses).set({ withdrawnAt: today });
      await world.db.update(recoveryAddresses).set({ withdrawnAt: null }).where(eq(recoveryAddresses.email, hugosMail));
    },
    report: (token: string, services: Services = world.services) =>
      reportChange(services, { token, caller, locale: "fr" }),
    blocks: () => world.db.select().from(accountBlocks).orderBy(accountBlocks.blockedAt),
  };
}

export type Reports = Awaited<ReturnType<typeof startReports>>;
