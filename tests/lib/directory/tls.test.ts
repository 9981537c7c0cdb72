import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import { Deadline } from "@/lib/directory/deadline";
import type { Directory } from "@/lib/directory/directory";
import { openConnection } from "@/lib/directory/open-connection";
import { type Env, SettingsError } from "@/lib/env";
import { DirectoryUnavailable } from "@/lib/errors";
import { testInstitution } from "@/tests/support/directory";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { startTcpProxy } from "@/tests/support/tcp-proxy";

describe.skipIf(!openldap.isInstalled)("TLS to OpenLDAP", () => {
  let server: DirectoryServer;
  const opened: Directory[] = [];

  beforeAll(async () => {
    server = await openldap.start();
  });
  afterAll(async () => {
    await Promise.all(opened.map((directory) => directory.close()));
    await server.close();
  });

  function connectTo(settings: Partial<Env["ldap"]>): Directory {
    const { url, caFile, baseDn, bindDn, bindPassword } = server;
    const account = { baseDn, bindDn, bindPassword };
    const directory = connectDirectory(
      { urls: [url], startTls: false, caFile, flavor: "openldap", ...account, ...settings },
      testInstitution,
    );
    opened.push(directory);
    return directory;
  }

  test.each([
    ["ldaps", () => ({ urls: [server.ldapsUrl] })],
    ["ldaps by name", () => ({ urls: [server.ldapsUrl.replace("127.0.0.1", "localhost")] })],
    ["StartTLS", () => ({ startTls: true })],
    ["StartTLS asked for over ldaps, which needs none", () => ({ urls: [server.ldapsUrl], startTls: true })],
  ])("%s", async (_, settings) => {
    const directory = connectTo(settings());
    const lea = await directory.findByIdentifier("lea.moreau@etu.univ.example");
    if (!lea) throw new Error("not found");
    expect(await directory.authenticate(lea, "Tilleul-58-Comete")).toEqual({ ok: true });
    expect(await directory.authenticate(lea, "Wrong-58-Comete")).toEqual({ ok: false, reason: "wrong-password" });
  });

  test.each([
    ["ldaps", () => ({ urls: [server.ldapsUrl] })],
    ["StartTLS", () => ({ startTls: true })],
  ])("%s with a certificate from an authority that we do not know is refused", async (_, settings) => {
    await expect(connectTo({ ...settings(), caFile: undefined }).ping()).rejects.toThrow(DirectoryUnavailable);
  });

  test("a certificate for another name is refused, over ldaps and with StartTLS", async () => {
    const [plain, secure] = [server.url, server.ldapsUrl].map((url) => Number(new URL(url).port));
    const other = "127.0.0.2";
    const proxies = [
      await startTcpProxy(plain as number, await freePort(), other),
      await startTcpProxy(secure as number, await freePort(), other),
    ];
    const [toPlain, toSecure] = proxies.map(({ port }) => port);
    await expect(connectTo({ urls: [`ldaps://${other}:${toSecure}`] }).ping()).rejects.toThrow(DirectoryUnavailable);
    await expect(connectTo({ urls: [`ldap://${other}:${toPlain}`], startTls: true }).ping()).rejects.toThrow(
      DirectoryUnavailable,
    );
    await Promise.all(proxies.map((proxy) => proxy.close()));
  });

  test("a server that was stopped and started is spoken to again, with StartTLS too", async () => {
    const directory = connectTo({ startTls: true });
    await directory.ping();
    await server.stop();
    await expect(directory.ping()).rejects.toThrow(DirectoryUnavailable);
    await server.start();
    await directory.ping();
  });

  test("what comes in clear behind the answer to StartTLS ends the connection: it would be read as if it had come through TLS", async () => {
    // The beginning of a BindResponse of success, whose end the real answer would fill in.
    const begun = Buffer.from("303002010261", "hex");
    const meddler = createServer((client) => {
      const target = connect(Number(new URL(server.url).port), "127.0.0.1");
      client.on("error", () => {}).on("close", () => target.destroy());
      target.on("error", () => {}).on("close", () => client.destroy());
      client.pipe(target);
      target.once("data", (answer) => {
        client.write(Buffer.concat([answer, begun]));
        target.pipe(client);
      });
    });
    const port = await freePort();
    await new Promise<void>((resolve) => meddler.listen(port, "127.0.0.1", resolve));
    const tls = { startTls: true, ca: readFileSync(server.caFile, "utf8") };
    const connection = openConnection(`ldap://127.0.0.1:${port}`, tls, new Deadline(2_000));
    await expect(connection).rejects.toMatchObject({ cause: new Error("bytes in clear after StartTLS") });
    meddler.close();
  });

  test("an authority's file that cannot be read is a wrong setting", () => {
    expect(() => connectTo({ caFile: "/nowhere/authority.pem" })).toThrow(SettingsError);
  });
});
