import controls from "@ldapjs/controls";
import { afterEach, expect, test } from "vitest";
import { createServer, type Server } from "@/embedded/directory/wire";
import { freePort } from "@/embedded/free-port";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { PasswordPolicyControl } from "@/lib/directory/ldapjs";
import type { Env } from "@/lib/env";
import { DirectoryUnavailable } from "@/lib/errors";
import { testInstitution } from "@/tests/support/directory";

const opened: (() => unknown)[] = [];
afterEach(() => Promise.all(opened.splice(0).map((close) => close())));

/** A directory whose server answers whatever the test wants to hear. */
async function directoryOn(
  prepare: (server: Server) => void,
  differences: Partial<Env["ldap"]> = {},
): Promise<Directory> {
  const server = createServer();
  prepare(server);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const directory = connectDirectory(settings({ urls: [`ldap://127.0.0.1:${port}`], ...differences }), testInstitution);
  opened.push(
    () => directory.close(),
    () => server.close(() => {}),
  );
  return directory;
}

function settings(differences: Partial<Env["ldap"]>): Env["ldap"] {
  return {
    urls: ["ldap://127.0.0.1:1"],
    startTls: false,
    caFile: undefined,
    baseDn: "dc=univ,dc=example",
    bindDn: "cn=trousseau",
    bindPassword: "only-for-tests",
    flavor: "openldap",
    ...differences,
  };
}

const hugo = {
  dn: "uid=hugo.bernard,ou=people,dc=univ,dc=example",
  uid: "hugo.bernard",
  displayName: "Hugo Bernard",
  givenName: "Hugo",
  familyName: "Bernard",
  mail: null,
  affiliations: [],
  groups: [],
  state: "active",
  locked: null,
} as const;

test.each([1, 50, 52, 80, 118, 123, 4096])(
  "a result code %i that nobody asked for makes it unavailable",
  async (code) => {
    const directory = await directoryOn((server) => {
      server.bind("", (_, response, next) => {
        response.end(0);
        next();
      });
      server.search("", (_, response) => {
        response.diagnosticMessage = "the server's own words";
        response.end(code);
      });
      server.exop("1.3.6.1.4.1.4203.1.11.1", (_, response) => response.end(code));
    });
    const cause = { message: `unexpected LDAP result ${code}: the server's own words` };
    await expect(directory.findByStaffLogin("garcia-l")).rejects.toMatchObject({ dependency: "directory", cause });
    await expect(directory.setPassword({ ...hugo, affiliations: [], groups: [] }, "Girafe-91")).rejects.toThrow(
      DirectoryUnavailable,
    );
  },
);

test("controls without a value are read past", async () => {
  const directory = await directoryOn((server) => {
    server.bind("", (_, response, next) => {
      response.addControl(new PasswordPolicyControl());
      response.addControl(new controls.Control({ type: "1.3.6.1.4.1.4203.1.10.1" }));
      response.end(0);
      next();
    });
    server.search("", (_, response) => response.end(0));
  });
  expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
});

test("a bind that is answered twice opens one session, and what follows on it is its own", async () => {
  const directory = await directoryOn((server) => {
    server.bind("", (_, response, next) => {
      response.end(0);
      response.end(49);
      next();
    });
    server.search("", (_, response) => response.end(0));
  });
  const person = { ...hugo, affiliations: [], groups: [] };
  expect(await directory.authenticate(person, "Cerisier-42-Volcan")).toEqual({ ok: true });
  expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
  expect(await directory.authenticate(person, "Cerisier-42-Volcan")).toEqual({ ok: true });
});

test("Active Directory is asked to hold an administrator's change to its whole policy", async () => {
  const asked: string[] = [];
  const directory = await directoryOn(
    (server) => {
      server.bind("", (_, response) => response.end(0));
      server.modify("", ({ controls: all }: { controls: { type: string }[] }, response) => {
        asked.push(...all.map(({ type }) => type));
        response.end(0);
      });
      server.search("", (_, response) => response.end(0));
    },
    { flavor: "ad" },
  );
  expect(await directory.setPassword({ ...hugo, affiliations: [], groups: [] }, "Girafe-91")).toEqual({ ok: true });
  expect(asked).toEqual(["1.2.840.113556.1.4.2239"]);
});

test("a base that is no name makes it unavailable", async () => {
  const directory = await directoryOn((server) => server.bind("", (_, response) => response.end(0)), {
    baseDn: "not a name",
  });
  await expect(directory.ping()).rejects.toThrow(DirectoryUnavailable);
});

test("a service account that is refused makes it unavailable, and says so to the log's reader", async () => {
  const directory = await directoryOn((server) => server.bind("", (_, response) => response.end(49)));
  const refusal = await directory.ping().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DirectoryUnavailable);
  const { errors } = (refusal as DirectoryUnavailable).cause as AggregateError;
  expect(errors).toMatchObject([{ cause: { message: "unexpected LDAP result 49: " } }]);
});
