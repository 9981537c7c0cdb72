import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import type { RunningApp } from "@/tests/support/app";
import { callerOf } from "@/tests/support/browserless";
import { type OpenLdapServer, openldap } from "@/tests/support/servers/openldap";
import { startReplicas } from "@/tests/support/servers/openldap-replicas";
import { startServiceOn } from "@/tests/support/service-on";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";

/** Building the service, when nobody did before. Milliseconds. */
const patience = 240_000;
/** What a page promises. Milliseconds. */
const wholeRequest = 6_000;
/** RFC 3062. */
const passwordModify = "1.3.6.1.4.1.4203.1.11.1";

describe.skipIf(!openldap.isInstalled)("one request, and two OpenLDAP that hang one after the other", () => {
  let servers: [OpenLdapServer, OpenLdapServer];
  let wires: [TcpProxy, TcpProxy];
  let app: RunningApp;

  beforeAll(async () => {
    servers = (await startReplicas(2)) as typeof servers;
    const wireTo = async ({ url }: OpenLdapServer) => startTcpProxy(Number(new URL(url).port), await freePort());
    wires = (await Promise.all(servers.map(wireTo))) as typeof wires;
    const urls = wires.map(({ port }) => `ldap://127.0.0.1:${port}`);
    app = await startServiceOn(servers[0], { LDAP_URL: urls.join(" ") });
  }, patience);
  afterAll(async () => {
    await app?.stop();
    await Promise.all([...(wires ?? []), ...(servers ?? [])].map((one) => one.close()));
  });

  test("each call had its five seconds, the request has no more: 503, and the same one works once they go on", async () => {
    const desk = callerOf(app.url);
    expect(await desk.signIn("garcia-l", "Lanterne-29-Falaise")).toBe(true);
    const card = { cardNumber: "E2500104", cardChecked: true };
    const { body: opened } = await desk.send("POST", "/api/v1/desk-resets", card);
    const typed = { newPassword: "Ocarina-93-Bouleau", newPasswordConfirmation: "Ocarina-93-Bouleau" };
    const complete = () => desk.send("PUT", `/api/v1/desk-resets/${opened.id}/password`, typed);

    // Who it is costs two seconds of the first; then the second stops at the password, and the first hangs still.
    servers[0].hang();
    wires[1].before(passwordModify, servers[1].hang);
    const start = performance.now();
    expect(await complete()).toMatchObject({ status: 503, body: { type: "/problemes/annuaire-indisponible" } });
    expect(performance.now() - start).toBeLessThan(wholeRequest);
    for (const server of servers) server.goOn();
    expect((await complete()).status).toBe(200);
    expect(await servers[0].canBind("hugo.bernard", "Ocarina-93-Bouleau")).toBe(true);
  });
});
