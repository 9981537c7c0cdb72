import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { type RunningApp, startApp } from "@/tests/support/app";
import { openldap } from "@/tests/support/servers/openldap";
import { typeCommand } from "../run";
import { type Surroundings, startSurroundings } from "./surroundings";

const patience = 300_000;
let app: RunningApp;

beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  app = await startApp();
}, patience);
afterAll(() => app?.stop(), patience);

test("the demonstration that runs is well, and what it leaves for the doctor is for its owner alone", async () => {
  const { status, said, complained } = await typeCommand(["doctor"], { DATA_DIR: app.dataDir });
  expect([status, complained]).toEqual([0, ""]);
  expect(said).not.toContain("✗");
  expect(said).toContain("People are found by eduPersonPrincipalName");
  expect(said).toContain("The running service sees this machine as 127.0.0.1, on the internal network filaire.");
  expect(statSync(join(app.dataDir, "settings.json")).mode & 0o077).toBe(0);
}, 30_000);

describe.skipIf(!openldap.isInstalled)("the doctor, of the address that the service sees", () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await startSurroundings();
  });
  afterAll(() => around?.close());

  const inside = { INTERNAL_NETWORKS: "filaire=127.0.0.0/8,filaire=::1/128" };

  test("tells that address, and on which network it counts", async () => {
    const { status, said } = await around.doctor({ ...inside, PUBLIC_URL: app.url });
    expect(said).toContain("Le service en marche voit cette machine en 127.0.0.1, sur le réseau interne filaire.");
    expect(status).toBe(0);
  });

  test("tells a service that was started with other settings", async () => {
    const { said } = await around.doctor({ PUBLIC_URL: app.url });
    expect(said).toContain("Il a sans doute démarré avec d’autres réglages");
  });

  test("tells a trusted proxy that does not say for whom it speaks", async () => {
    const { status, lines } = await around.doctor({ ...inside, PUBLIC_URL: app.url, TRUSTED_PROXIES: "127.0.0.1" });
    expect(lines("✗").join("\n")).toContain("Faites-lui envoyer X-Forwarded-For");
    expect(status).toBe(1);
  });

  test("tells a proxy that is not in TRUSTED_PROXIES", async () => {
    const proxy = await forwarding("x-forwarded-for", "192.0.2.7");
    const { status, lines } = await around.doctor({ ...inside, PUBLIC_URL: proxy.url });
    expect(lines("✗").join("\n")).toContain("un mandataire qui n’est pas dans TRUSTED_PROXIES");
    expect(status).toBe(1);
    proxy.close();
  });

  test("tells what answers there and is not the service", async () => {
    const other = createServer((_, answer) => answer.end("It works!"));
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "localhost", resolve));
    const { lines } = await around.doctor({ PUBLIC_URL: `http://localhost:${port}` });
    expect(lines("!").join("\n")).toContain("répond 200, et ce n’est pas Trousseau");
    other.close();
  });

  /** A reverse proxy before the demonstration, which adds that header to each request. */
  async function forwarding(name: string, value: string) {
    const server = createServer(({ url, method, headers }, answer) => {
      const asked = request(app.url + url, { method, headers: { ...headers, [name]: value } }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      });
      asked.end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
    return { url: `http://localhost:${port}`, close: () => server.close() };
  }
});
