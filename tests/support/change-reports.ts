import { accountBlocks } from "@/db/schema";
import { reportChange } from "@/lib/change-report/report-change";
import type { Services } from "@/lib/services";
import { caller } from "./first-connections";
import { startOwnAccounts } from "./own-accounts";

/** The demo university's students, who are told of changes that they did not make. */
export async function startReports() {
  const world = await startOwnAccounts();
  return {
    ...world,
    /** The tokens of « Ce n’était pas moi » that were mailed there, newest first. */
    async reportTokens(recipient: string): Promise<string[]> {
      const mails = (await world.mails()).filter((mail) => mail.recipient === recipient);
      return mails.flatMap(({ text }) => /ce-n-etait-pas-moi\/lien\?jeton=([\w-]{43})/.exec(text ?? "")?.[1] ?? []);
    },
    report: (token: string, services: Services = world.services) =>
      reportChange(services, { token, caller, locale: "fr" }),
    blocks: () => world.db.select().from(accountBlocks).orderBy(accountBlocks.blockedAt),
  };
}

export type Reports = Awaited<ReturnType<typeof startReports>>;
