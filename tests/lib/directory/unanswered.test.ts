import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Server } from "@/embedded/directory/wire";
import { freePort } from "@/embedded/free-port";
import { resultCodes } from "@/lib/directory/answer";
import { mayBeMade } from "@/lib/directory/unexpected";
import { DirectoryUnavailable } from "@/lib/errors";
import { result, startRawLdapServer } from "@/tests/support/raw-ldap-server";
import { atTheEnd, directoryAt, hugo, scriptedServer } from "./scripted";

const passwordModify = "1.3.6.1.4.1.4203.1.11.1";

beforeEach(() => {
  const told = vi.spyOn(console, "warn").mockImplementation(() => {});
  return () => told.mockRestore();
});

const answering = (code: number) =>
  scriptedServer((server: Server) => {
    server.bind("", (_, response) => response.end(0));
    server.search("", (_, response) => response.end(0));
    server.exop(passwordModify, (_, response) => response.end(code));
    server.modify("", (_, response) => response.end(code));
  });

/** Lets everyone bind, and breaks the connection at whatever else it is asked. */
async function breaking(): Promise<string> {
  const server = await startRawLdapServer((id) => ({ bytes: result(id, 0x78).subarray(0, 3), thenCuts: true }));
  atTheEnd(() => server.close());
  return server.url;
}

const silent = () =>
  scriptedServer((server: Server) => {
    server.bind("", (_, response) => response.end(0));
    server.exop(passwordModify, () => {});
  });
const absent = async () => `ldap://127.0.0.1:${await freePort()}`;

async function isMaybeMade(urls: string[], change: "setPassword" | "activate" = "setPassword"): Promise<boolean> {
  const directory = directoryAt(urls);
  const error = await directory[change](hugo, "Girafe-91-Tisane").then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(DirectoryUnavailable);
  return mayBeMade(error);
}

describe("a password that was sent and not answered may be set", () => {
  test("where the connection broke", async () => {
    expect(await isMaybeMade([await breaking()])).toBe(true);
  });

  test("where no answer came in time", async () => {
    expect(await isMaybeMade([await silent()])).toBe(true);
  });

  test.each([
    ["is away", absent],
    ["is busy", () => answering(resultCodes.busy)],
    ["takes no changes", () => answering(resultCodes.unwillingToPerform)],
  ])("by the first of two servers, though the second %s", async (_, second) => {
    expect(await isMaybeMade([await breaking(), await second()])).toBe(true);
  });

  test("by the second, though the first is away", async () => {
    expect(await isMaybeMade([await absent(), await breaking()])).toBe(true);
  });
});

test.each([
  ["is away", absent],
  ["is busy", () => answering(resultCodes.busy)],
  ["is shutting down", () => answering(resultCodes.unavailable)],
  ["takes no changes", () => answering(resultCodes.unwillingToPerform)],
  ["answers what nobody understands", () => answering(80)],
])("a server that %s did not set it, alone or beside another one like it", async (_, server) => {
  expect(await isMaybeMade([await server()])).toBe(false);
  expect(await isMaybeMade([await server(), await server()])).toBe(false);
});

test("what could not even be looked for was not changed", async () => {
  expect(await isMaybeMade([await breaking()], "activate")).toBe(false);
});
