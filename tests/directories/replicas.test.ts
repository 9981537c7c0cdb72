import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import { ensurePassword } from "@/lib/directory-change/ensure-password";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { caller } from "@/tests/support/first-connections";
import { settingsOf } from "@/tests/support/servers/directory-server";
import { type OpenLdapServer, openldap } from "@/tests/support/servers/openldap";
import { startReplicas } from "@/tests/support/servers/openldap-replicas";
import { servicesOn } from "@/tests/support/services-on";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";

/** What a call may take whatever happens, and what one may that finds a server hanging while another answers. Milliseconds. */
const wholeCall = 5_300;
const oneHangingServer = 2_300;
/** Less than the time that any hanging server is given. */
const nothingLost = 1_500;

const login = "garcia-l";
const loginPassword = "Lanterne-29-Falaise";

async function timeOf(call: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call;
  return performance.now() - start;
}

describe.skipIf(!openldap.isInstalled)("three OpenLDAP that copy each other", () => {
  let servers: [OpenLdapServer, OpenLdapServer, OpenLdapServer];
  /** All that the service says to each of them. */
  let wires: [TcpProxy, TcpProxy, TcpProxy];
  let directory: Directory;
  let database: TestDatabase;
  let services: Services;
  let hugo: DirectoryPerson;

  const urlOf = ({ port }: TcpProxy) => `ldap://127.0.0.1:${port}`;
  const directoryAt = (urls: string[]) =>
    connectDirectory(settingsOf(servers[0], { urls, caFile: undefined }), servers[0].institution);

  beforeAll(async () => {
    servers = (await startReplicas(3)) as typeof servers;
    const wireTo = async ({ url }: OpenLdapServer) => startTcpProxy(Number(new URL(url).port), await freePort());
    wires = (await Promise.all(servers.map(wireTo))) as typeof wires;
    directory = directoryAt(wires.map(urlOf));
    database = await createTestDatabase();
    services = servicesOn(servers[0], database, directory);
    hugo = (await directory.findByIdentifier("hugo.bernard@etu.univ.example")) as DirectoryPerson;
  });
  afterAll(async () => {
    await directory?.close();
    await database?.drop();
    await Promise.all([...(wires ?? []), ...(servers ?? [])].map((one) => one.close()));
  });
  beforeEach(() => {
    const told = vi.spyOn(console, "warn").mockImplementation(() => {});
    return async () => {
      await theFirstServesAgain();
      told.mockRestore();
    };
  });

  /** A crowd that reads and signs in, so that each kept connection is used. Answers the time of the slowest. */
  async function crowd(): Promise<number> {
    const person = (await directory.findByStaffLogin(login)) as DirectoryPerson;
    const calls = Array.from({ length: 12 }, () => [
      timeOf(directory.findByStaffLogin(login)),
      timeOf(directory.authenticate(person, loginPassword).then((outcome) => expect(outcome).toEqual({ ok: true }))),
    ]);
    return Math.max(...(await Promise.all(calls.flat())));
  }

  const theFirstServesAgain = () =>
    vi.waitFor(
      async () => {
        const before = [wires[1].sent, wires[2].sent];
        await crowd();
        expect([wires[1].sent, wires[2].sent]).toEqual(before);
      },
      { timeout: 15_000, interval: 50 },
    );

  const opensEverywhere = (password: string) =>
    vi.waitFor(
      async () => {
        const opened = await Promise.all(servers.map((server) => server.canBind("hugo.bernard", password)));
        expect(opened).toEqual([true, true, true]);
      },
      { timeout: 10_000, interval: 50 },
    );

  test("the first that hangs costs who finds it two seconds, and who comes next nothing; once it goes on, all return to it", async () => {
    await crowd();
    servers[0].hang();
    expect(await crowd()).toBeLessThan(2 * oneHangingServer);
    const heard = wires[0].opened;
    expect(await crowd()).toBeLessThan(nothingLost);
    // Nobody but the trial of each second asks it.
    expect(wires[0].opened - heard).toBeLessThanOrEqual(2);
    servers[0].goOn();
  });

  test("the first that stops is passed over at once; once it is back, all return to it", async () => {
    await crowd();
    await servers[0].stop();
    expect(await crowd()).toBeLessThan(nothingLost);
    await servers[0].start();
  });

  test("kept connections that all break at once, while requests are under way, lose no call", async () => {
    await crowd();
    const calls = Array.from({ length: 40 }, () => directory.findByStaffLogin(login));
    wires[0].cut();
    expect(await Promise.all(calls)).toEqual(calls.map(() => expect.objectContaining({ uid: login })));
  });

  test("a password on its way to a server that hangs is set by the next one, and both end with it", async () => {
    await crowd();
    servers[0].hang();
    const setting = directory.setPassword(hugo, "Girafe-91-Tisane");
    expect(await timeOf(setting)).toBeLessThan(oneHangingServer);
    expect(await setting).toEqual({ ok: true });
    expect(await servers[1].canBind("hugo.bernard", "Girafe-91-Tisane")).toBe(true);
    servers[0].goOn();
    await opensEverywhere("Girafe-91-Tisane");
  });

  test("a password that was set by a server whose answer got lost is no refusal of the next one", async () => {
    await crowd();
    wires[0].loseAnswers();
    const setting = ensurePassword(services, hugo, "Girafe-92-Tisane", caller);
    await opensEverywhere("Girafe-92-Tisane");
    expect(await setting).toEqual({ ok: true });
    wires[0].thaw();
  });

  test("a password that the first takes from nobody, being only read for now, is set by the next one", async () => {
    await crowd();
    await servers[0].stop();
    servers[0].configure((lines) => `${lines}\nreadonly on\n`);
    await servers[0].start();
    await theFirstServesAgain();
    expect(await directory.setPassword(hugo, "Girafe-94-Tisane")).toEqual({ ok: true });
    expect(await servers[1].canBind("hugo.bernard", "Girafe-94-Tisane")).toBe(true);
    expect(console.warn).toHaveBeenCalledWith(expect.stringMatching(/is left aside: .*LDAP result 53/));
    await servers[0].stop();
    servers[0].configure((lines) => lines.replace("readonly on", ""));
    await servers[0].start();
    await opensEverywhere("Girafe-94-Tisane");
  });

  test("two that hang, one after the other or together, are within what a call may take", async () => {
    await crowd();
    servers[0].hang();
    servers[1].hang();
    const found = directory.findByStaffLogin(login);
    expect(await timeOf(found)).toBeLessThan(wholeCall);
    expect(await found).toMatchObject({ uid: login });
    expect(await crowd()).toBeLessThan(wholeCall);
    for (const server of servers.slice(0, 2)) server.goOn();
  });

  test("all of them hanging, each call is unavailable in time; the first that goes on serves", async () => {
    await crowd();
    for (const server of servers) server.hang();
    const calls = Array.from({ length: 10 }, () => [
      () => directory.findByStaffLogin(login),
      () => directory.setPassword(hugo, "Girafe-93-Tisane"),
      () => directory.authenticate(hugo, loginPassword),
    ]).flat();
    const times = await Promise.all(calls.map((call) => timeOf(expect(call()).rejects.toThrow(DirectoryUnavailable))));
    expect(Math.max(...times)).toBeLessThan(wholeCall);
    for (const server of servers) server.goOn();
  });

  test("five that hang before the one that answers are within what a call may take", async () => {
    const aliases = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"];
    const silent = await Promise.all(
      aliases.map(async (host) => ({ host, wire: await startTcpProxy(0, await freePort(), host) })),
    );
    for (const { wire } of silent) wire.freeze();
    const crowded = directoryAt([...silent.map(({ host, wire }) => `ldap://${host}:${wire.port}`), urlOf(wires[2])]);
    const found = crowded.findByStaffLogin(login);
    expect(await timeOf(found)).toBeLessThan(wholeCall);
    expect(await found).toMatchObject({ uid: login });
    await crowded.close();
    await Promise.all(silent.map(({ wire }) => wire.close()));
  });

  test("a process keeps twelve connections at most, whatever the crowd", async () => {
    const alone = directoryAt([urlOf(wires[0]), urlOf(wires[1])]);
    const before = wires[0].opened;
    const person = (await alone.findByStaffLogin(login)) as DirectoryPerson;
    const calls = Array.from({ length: 100 }, () => [
      alone.findByStaffLogin(login),
      alone.authenticate(person, loginPassword),
    ]);
    await Promise.all(calls.flat());
    expect(wires[0].opened - before).toBeLessThanOrEqual(12);
    await alone.close();
  });
});
