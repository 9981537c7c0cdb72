import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable } from "@/lib/errors";
import { testInstitution } from "@/tests/support/directory";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { onEachServer } from "./stage";

/** A call has five seconds; whoever asked the service is told within six. What is between them is for a busy machine. Milliseconds. */
const patience = 6_000;

/** How long it took to say that the directory is away. Fails on anything else that it may say. */
async function timeToGiveUp(call: Promise<unknown>): Promise<number> {
  const start = Date.now();
  await expect(call).rejects.toThrow(DirectoryUnavailable);
  return Date.now() - start;
}

onEachServer("an outage of", (stage) => {
  const everyCall = async () => {
    const hugo = { ...(await stage.student("hugo.bernard")) };
    return [
      () => stage.directory.findByIdentifier("hugo.bernard@etu.univ.example"),
      () => stage.directory.findByStaffLogin("garcia-l"),
      () => stage.directory.authenticate(hugo, "Cerisier-42-Volcan"),
      () => stage.directory.setPassword(hugo, "Girafe-91-Tisane"),
      () => stage.directory.activate(hugo),
      () => stage.directory.writeRecoveryEmail(hugo, "hugo@mail.example"),
      () => stage.directory.ping(),
    ];
  };

  test("stopped, it is unavailable; back, the same call works", async () => {
    const calls = await everyCall();
    await stage.server.stop();
    for (const call of calls) expect(await timeToGiveUp(call())).toBeLessThan(patience);
    await stage.server.start();
    expect(await stage.directory.authenticate(await stage.student("lea.moreau"), "Tilleul-58-Comete")).toEqual({
      ok: true,
    });
    await stage.directory.ping();
  });

  test("connections that break between two calls are replaced", async () => {
    await Promise.all(Array.from({ length: 8 }, () => stage.directory.ping()));
    stage.wire.cut();
    await stage.server.stop();
    await stage.server.start();
    await stage.directory.ping();
    expect(await stage.student("lea.moreau")).toMatchObject({ uid: "lea.moreau" });
  });

  test("silent, on kept connections and on new ones, it is unavailable in time, to a crowd too", async () => {
    const calls = await everyCall();
    const crowd = Array.from({ length: 10 }, () => calls).flat();
    stage.wire.freeze();
    for (const wave of [crowd, calls]) {
      const times = await Promise.all(wave.map((call) => timeToGiveUp(call())));
      expect(Math.max(...times)).toBeLessThan(patience);
    }
    stage.wire.thaw();
    await stage.directory.ping();
  });

  test("cut in the middle of a call, it is unavailable at once", async () => {
    stage.wire.loseAnswers();
    const { sent } = stage.wire;
    const time = timeToGiveUp(stage.directory.ping());
    await expect.poll(() => stage.wire.sent).toBeGreaterThan(sent);
    stage.wire.cut();
    expect(await time).toBeLessThan(1_000);
    stage.wire.thaw();
    await stage.directory.ping();
  });

  test("the next server answers for one that is down, or silent", async () => {
    const down = `ldap://127.0.0.1:${await freePort()}`;
    const silent = `ldap://127.0.0.1:${stage.wire.port}`;
    const urls = [down, silent, ...stage.server.settings.urls];
    const directory = connectDirectory({ ...stage.server.settings, urls }, testInstitution);
    stage.wire.freeze();
    const start = Date.now();
    await directory.ping();
    expect(Date.now() - start).toBeLessThan(5_000);
    const asked = stage.wire.opened;
    await Promise.all(Array.from({ length: 8 }, () => directory.findByStaffLogin("garcia-l")));
    expect(stage.wire.opened).toBe(asked);
    stage.wire.thaw();
    await directory.close();
  });
});

describe.skipIf(!openldap.isInstalled)("a slapd that hangs", () => {
  let server: DirectoryServer;
  let directory: Directory;

  beforeAll(async () => {
    server = await openldap.start();
    directory = connectDirectory(
      { ...server, urls: [server.url], startTls: false, caFile: undefined, flavor: "openldap" },
      testInstitution,
    );
  });
  afterAll(async () => {
    await directory.close();
    await server.close();
  });

  test("is unavailable in time, and serves again once it goes on", async () => {
    await directory.ping();
    server.hang();
    expect(await timeToGiveUp(directory.findByStaffLogin("garcia-l"))).toBeLessThan(patience);
    server.goOn();
    expect(await directory.findByStaffLogin("garcia-l")).toMatchObject({ uid: "garcia-l" });
  });
});
