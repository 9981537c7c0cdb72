import { expect, onTestFinished } from "vitest";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import { type TestDirectory, testInstitution } from "./directory";
import { startTcpProxy } from "./tcp-proxy";

/** RFC 3062. */
const passwordModify = "1.3.6.1.4.1.4203.1.11.1";

/** Returns the directory through a proxy that loses the answer to the next password: the directory still sets it. */
export async function losingAnswer(ldap: TestDirectory) {
  const port = Number(new URL(ldap.settings.urls[0] ?? "").port);
  const wire = await startTcpProxy(port, await freePort());
  const directory = connectDirectory({ ...ldap.settings, urls: [`ldap://127.0.0.1:${wire.port}`] }, testInstitution);
  onTestFinished(async () => {
    await directory.close();
    await wire.close();
  });
  wire.before(passwordModify, wire.loseAnswers);
  const isTaken = (uid: string, password: string) => expect.poll(() => ldap.canBind(uid, password)).toBe(true);
  return {
    directory,
    /** Breaks the connection once that password is set; another one can be opened. */
    async breaks(uid: string, password: string): Promise<void> {
      await isTaken(uid, password);
      wire.thaw();
      wire.cut();
    },
    /** Breaks the connection once that password is set; no other can be opened. */
    async goesAway(uid: string, password: string): Promise<void> {
      await isTaken(uid, password);
      await wire.close();
    },
  };
}
