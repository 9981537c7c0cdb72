import { describe, expect, test, vi } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import { Control, PasswordPolicyControl } from "@/lib/directory/ldapjs";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import { testInstitution } from "@/tests/support/directory";
import { message, type Reply, result, startRawLdapServer } from "@/tests/support/raw-ldap-server";
import { atTheEnd, directoryAt, directoryOn, hugo, settings } from "./scripted";

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
    await expect(directory.setPassword(hugo, "Girafe-91")).rejects.toThrow(DirectoryUnavailable);
  },
);

test("controls without a value are read past", async () => {
  const directory = await directoryOn((server) => {
    server.bind("", (_, response, next) => {
      response.addControl(new PasswordPolicyControl());
      response.addControl(new Control({ type: "1.3.6.1.4.1.4203.1.10.1" }));
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
  expect(await directory.authenticate(hugo, "Cerisier-42-Volcan")).toEqual({ ok: true });
  expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
  expect(await directory.authenticate(hugo, "Cerisier-42-Volcan")).toEqual({ ok: true });
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
  expect(await directory.setPassword(hugo, "Girafe-91")).toEqual({ ok: true });
  expect(asked).toEqual(["1.2.840.113556.1.4.2239"]);
});

test("a base that is no name makes it unavailable", async () => {
  const directory = await directoryOn((server) => server.bind("", (_, response) => response.end(0)), {
    baseDn: "not a name",
  });
  await expect(directory.ping()).rejects.toThrow(DirectoryUnavailable);
});

test("a service account that is refused makes it unavailable, and says so to the log's reader", async () => {
  const complained = vi.spyOn(console, "error").mockImplementation(() => {});
  const directory = await directoryOn((server) => server.bind("", (_, response) => response.end(49)));
  const refusal = await directory.ping().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DirectoryUnavailable);
  expect(inFull(refusal)).toContain("unexpected LDAP result 49: ");
  expect(complained).toHaveBeenCalledWith(expect.stringContaining("LDAP_BIND_PASSWORD is wrong"));
  complained.mockRestore();
});

const bytes = (...content: number[]): Reply => ({ bytes: Buffer.from(content) });
const half = (whole: Buffer): Reply => ({ bytes: whole.subarray(0, whole.length - 3), thenCuts: true });
const word = [..."dc=x"].map((letter) => letter.charCodeAt(0));
const entry = (id: number) => message(id, 0x64, [0x04, word.length, ...word, 0x30, 0x00]);

/** What is sent in place of any answer but to a bind, and what the log says of it. */
const nonsense: Record<string, { reply: (messageId: number) => Reply; told: RegExp }> = {
  "another protocol": { reply: () => ({ bytes: Buffer.from("HTTP/1.1 400\r\n\r\n") }), told: /no LDAP message/ },
  "a message with nothing readable in it": {
    reply: () => bytes(0x30, 0x04, 0xff, 0xff, 0xff, 0xff),
    told: /Parser error/,
  },
  "an operation that is none": {
    reply: (id) => ({ bytes: result(id, 0x6f) }),
    told: /something else: number \d+, operation 0x6f/,
  },
  "an empty message": { reply: () => bytes(0x30, 0x00), told: /Parser error/ },
  "a length of two gigabytes": { reply: () => bytes(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff), told: /length/ },
  "a length that looks negative": { reply: () => bytes(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x02), told: /length/ },
  "a length without an end": { reply: () => bytes(0x30, 0x80, 0x02, 0x01), told: /length/ },
  "a length of nine bytes": { reply: () => bytes(0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1), told: /length/ },
  "half an answer": { reply: (id) => half(result(id, 0x65)), told: /closed/ },
  "half an entry": { reply: (id) => half(entry(id)), told: /closed/ },
  "an entry whose list is longer than itself": {
    reply: (id) => ({ bytes: message(id, 0x64, [0x04, 0x00, 0x30, 0x7f]) }),
    told: /Parser error/,
  },
  "an answer to a request that nobody made": {
    reply: (id) => ({ bytes: result(id + 40, 0x65) }),
    told: /nobody waits for: number \d+, operation 0x65/,
  },
  "the success of a bind": {
    reply: (id) => ({ bytes: result(id, 0x61) }),
    told: /something else: number \d+, operation 0x61/,
  },
  "the end of the connection, announced": {
    reply: () => ({ bytes: result(0, 0x78, 52) }),
    told: /nobody waits for: number 0, operation 0x78/,
  },
};

describe.each(Object.entries(nonsense))("%s", (_, { reply, told }) => {
  async function server(answer: (messageId: number) => Reply): Promise<string> {
    const started = await startRawLdapServer(answer);
    atTheEnd(() => started.close());
    return started.url;
  }

  test("makes the directory unavailable at once, and the log says why, each time", async () => {
    const directory = directoryAt([await server(reply)]);
    const start = performance.now();
    for (const call of [
      () => directory.findByStaffLogin("garcia-l"),
      () => directory.setPassword(hugo, "Girafe-91-Tisane"),
      () => directory.activate(hugo),
    ]) {
      const error = await call().catch((error: unknown) => error);
      expect(error).toBeInstanceOf(DirectoryUnavailable);
      expect(inFull(error)).toMatch(told);
      // Of what parses for ldapjs, its words and not its source.
      expect(inFull(error)).not.toMatch(/[\p{Cc}]|=>|return /u);
    }
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  test("is passed over where there is another server", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const good = await server((id) => ({ bytes: result(id, 0x65) }));
    const directory = directoryAt([await server(reply), good]);
    expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
    expect(warned).toHaveBeenCalledWith(expect.stringMatching(told));
    warned.mockRestore();
  });
});

test("a server's own words are told on one line, whatever stands in them", async () => {
  const directory = await directoryOn((server) => {
    server.bind("", (_, response) => response.end(0));
    server.search("", (_, response) => {
      response.diagnosticMessage = "no\r\n2026-11-22 trousseau: all is well\u2028\u001b[2K";
      response.end(1);
    });
  });
  const error = await directory.findByStaffLogin("garcia-l").catch((error: unknown) => error);
  expect(inFull(error)).toMatch(/: no 2026-11-22 trousseau: all is well \[2K$/);
});

test("an entry without a name makes it unavailable, and the log says why", async () => {
  const nameless = (id: number) => Buffer.concat([message(id, 0x64, [0x04, 0x00, 0x30, 0x00]), result(id, 0x65)]);
  const started = await startRawLdapServer((id) => ({ bytes: nameless(id) }));
  atTheEnd(() => started.close());
  const error = await directoryAt([started.url])
    .findByStaffLogin("garcia-l")
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(DirectoryUnavailable);
  expect(inFull(error)).toContain("the entry whose uid it is has no name");
});

describe("a referral", () => {
  test("in place of an answer makes it unavailable", async () => {
    const started = await startRawLdapServer((id) => ({ bytes: result(id, 0x65, 10) }));
    atTheEnd(() => started.close());
    const directory = connectDirectory(settings({ urls: [started.url] }), testInstitution);
    atTheEnd(() => directory.close());
    await expect(directory.findByStaffLogin("garcia-l")).rejects.toThrow(DirectoryUnavailable);
  });

  const referredTo = (uri: string) => (id: number) => {
    const letters = [...uri].map((letter) => letter.charCodeAt(0));
    return { bytes: Buffer.concat([message(id, 0x73, [0x04, letters.length, ...letters]), result(id, 0x65)]) };
  };
  const directoryReferringTo = async (uri: string) => {
    const started = await startRawLdapServer(referredTo(uri));
    const directory = connectDirectory(settings({ urls: [started.url] }), testInstitution);
    atTheEnd(
      () => directory.close(),
      () => started.close(),
    );
    return directory;
  };

  test("for a part of the tree makes it unavailable: whoever is looked for may be there", async () => {
    const elsewhere = "ldap://b.univ.example/ou=staff,dc=univ,dc=example??sub";
    const directory = await directoryReferringTo(elsewhere);
    const error = await directory.findByStaffLogin("garcia-l").catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DirectoryUnavailable);
    expect(inFull(error)).toContain(`part of dc=univ,dc=example is elsewhere: ${elsewhere}`);
  });

  test.each(["CN=Configuration", "DC=DomainDnsZones", "DC=ForestDnsZones"])(
    "to Active Directory's %s is no reason to doubt: nobody is there",
    async (partition) => {
      const directory = await directoryReferringTo(`ldap://univ.example/${partition},DC=univ,DC=example`);
      expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
    },
  );
});

describe("a success that was not", () => {
  const answering = (search: (response: { end(code: number): void; send(entry: object): void }) => void) =>
    directoryOn((server) => {
      server.bind("", (_, response) => response.end(0));
      server.search("", (_, response) => search(response));
      server.exop("1.3.6.1.4.1.4203.1.11.1", (_, response) => response.end(53));
    });

  test("an entry that is not shown any more was not changed", async () => {
    const directory = await answering((response) => response.end(0));
    for (const call of [
      () => directory.activate(hugo),
      () => directory.suspend(hugo),
      () => directory.writeRecoveryEmail(hugo, "hugo@mail.example"),
      () => directory.markCharterDelay(hugo, { isLate: true, subState: "SupannSursis" }),
    ])
      await expect(call()).rejects.toThrow(DirectoryUnavailable);
  });

  test("one entry, where the server's own limit cuts off the others, is not the only one", async () => {
    const attributes = { uid: ["garcia-l"], givenname: ["Lucas"], sn: ["Garcia"] };
    const directory = await answering((response) => {
      response.send({ dn: hugo.dn, attributes });
      response.end(4);
    });
    const cause = { message: "unexpected LDAP result 4: " };
    await expect(directory.findByStaffLogin("garcia-l")).rejects.toMatchObject({ dependency: "directory", cause });
  });

  test("a server that takes no changes says nothing of the password", async () => {
    const directory = await answering((response) => response.end(0));
    await expect(directory.setPassword(hugo, "Girafe-91-Tisane")).rejects.toThrow(DirectoryUnavailable);
  });
});
