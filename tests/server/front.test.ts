import { mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createServer, type RequestListener, type ServerOptions } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { patiently } from "@/db/patience";
import type { Env } from "@/lib/env";
import { answerAway, answerWith } from "@/lib/http/answer";
import { uploads } from "@/lib/http/upload";
import { callerHeader, readSealedCaller, sealCaller } from "@/lib/network/seal";
import type { Access } from "@/server/front/access-log";
import { frontOf } from "@/server/front/front";
import { longestBody } from "@/server/front/read-whole";
import { receiveUpload } from "@/server/front/receive-upload";
import { serverOf } from "@/server/front/server";

const seal = "a seal for the tests";
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Our front on a real socket, with this listener in the place of Next. */
async function front(next: RequestListener, settings: Partial<Env> = {}, limits?: ServerOptions) {
  const env = {
    isDemo: false,
    port: 443,
    publicUrl: "https://compte.univ.example",
    internalNetworks: "filaire=127.0.0.0/8",
    trustedProxies: "",
    ...settings,
  } as Env;
  const accesses: Access[] = [];
  const server = serverOf(
    frontOf(next, env, seal, (access) => accesses.push(access)),
    limits,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    accesses,
    ask: (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: "manual", ...init }),
    /** Sends these very bytes, and answers what came back once the connection was closed. */
    send: (...chunks: string[]) =>
      new Promise<string>((resolve, reject) => {
        let heard = "";
        const socket = connect(port, "127.0.0.1", () => {
          for (const chunk of chunks) socket.write(chunk);
        });
        socket.setEncoding("utf8").on("data", (text: string) => {
          heard += text;
        });
        socket.once("end", () => resolve(heard)).once("error", reject);
      }),
  };
}

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const caller = readSealedCaller(String(request.headers[callerHeader]), seal);
    const body = { caller, headers: request.headers, body: Buffer.concat(chunks).toString(), url: request.url };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
};

describe("who calls", () => {
  test("is the other end of the socket, whatever a client claims", async () => {
    const { ask, accesses } = await front(echo);
    const forged = {
      "x-trousseau-caller": "forged",
      "x-middleware-subrequest": "middleware:middleware",
      "x-real-ip": "10.0.0.1",
    };
    const heard = await (await ask("/", { headers: forged })).json();
    expect(heard.caller).toMatchObject({ address: "127.0.0.1", network: null, isInternal: false });
    expect(Object.keys(heard.headers)).not.toContain("x-real-ip");
    expect(Object.keys(heard.headers)).not.toContain("x-middleware-subrequest");
    expect(accesses[0]?.note).toMatch(/x-real-ip/);
  });

  test("is internal when nothing was forwarded and the address belongs to a network", async () => {
    const { ask } = await front(echo);
    expect((await (await ask("/")).json()).caller).toMatchObject({ network: "filaire", isInternal: true });
  });

  test("is outside when a stranger sends X-Forwarded-For", async () => {
    const { ask } = await front(echo);
    const heard = await (await ask("/", { headers: { "x-forwarded-for": "127.0.0.1" } })).json();
    expect(heard.caller).toMatchObject({ network: null, isInternal: false });
    expect(heard.headers["x-forwarded-for"]).toBeUndefined();
  });

  test("is the browser, when Next asks again on its behalf after an action", async () => {
    const { ask } = await front(echo);
    const browser = { address: "198.51.100.7", network: null, isInternal: false, requestId: "of the action" };
    const heard = await (await ask("/", { headers: { [callerHeader]: sealCaller(browser, seal) } })).json();
    expect(heard.caller).toEqual({ ...browser, requestId: expect.not.stringMatching(/^of the action$/) });
  });
});

test("the host that Next sees is that of PUBLIC_URL, whatever the client names", async () => {
  const { ask } = await front(echo);
  const { headers } = await (await ask("/", { headers: { "x-forwarded-host": "evil.example" } })).json();
  expect(headers).toMatchObject({
    host: "compte.univ.example",
    "x-forwarded-host": "compte.univ.example",
    "x-forwarded-proto": "https",
  });
});

test("in the demonstration it is also a loopback name on our port", async () => {
  const { send } = await front(echo, { isDemo: true, publicUrl: "http://localhost:3000", port: 3000 });
  const seen = async (host: string) => send(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  expect(await seen("127.0.0.1:3000")).toContain('"host":"127.0.0.1:3000"');
  expect(await seen("127.0.0.1:3001")).toContain('"host":"localhost:3000"');
});

describe("the API of the desk", () => {
  const paths = ["/api/v1/desk-resets", "/api/v1/%64esk-resets", "/%61pi/v1/desk-resets/1/password?x=1"];

  test.each(paths)("%s is led from outside to what refuses it", async (path) => {
    const { ask } = await front(echo, { internalNetworks: "filaire=10.0.0.0/8" });
    for (const method of ["GET", "PUT"]) {
      const heard = await (await ask(path, { method, ...(method === "PUT" && { body: "{}" }) })).json();
      expect(heard.url).toBe("/api/refus/hors-reseau");
    }
  });

  test.each(paths)("%s is let through from inside", async (path) => {
    const { ask } = await front(echo);
    expect((await (await ask(path)).json()).url).toBe(path);
  });
});

describe("what may be sent", () => {
  test("a body arrives whole", async () => {
    const { ask } = await front(echo);
    const heard = await (await ask("/", { method: "POST", body: "é".repeat(1_000) })).json();
    expect(heard.body).toBe("é".repeat(1_000));
  });

  test.each([
    ["a page", "/connexion", "text/html; charset=utf-8"],
    ["the API", "/api/v1/x", "application/problem+json"],
  ])(
    "more than that is refused by %s, announced or not, and Next hears nothing of it",
    async (_, path, contentType) => {
      const next = vi.fn(echo);
      const { ask } = await front(next);
      const tooLong = "x".repeat(longestBody + 1);
      const chunked = new Blob([tooLong]).stream();
      const answers = [
        await ask(path, { method: "POST", body: tooLong }),
        await ask(path, { method: "POST", body: chunked, duplex: "half" } as RequestInit),
      ];
      expect(answers.map(({ status }) => status)).toEqual([413, 413]);
      expect(answers[0]?.headers.get("content-type")).toBe(contentType);
      expect(next).not.toHaveBeenCalled();
    },
  );

  describe("as a file to import", () => {
    const path = "/scolarite/import/fichier";
    const headers = { cookie: "__Secure-next-auth.session-token=x" };
    const store: RequestListener = async (_, response) => {
      const upload = uploads.getStore();
      const read = await upload?.handle.read(Buffer.alloc(8), 0, 8, 0);
      response.end(
        JSON.stringify({ bytes: upload?.bytes, beginning: read?.buffer.toString("latin1", 0, read.bytesRead) }),
      );
    };

    test("is on disk, whole, when Next hears of it", async () => {
      const { ask } = await front(store);
      const answer = await ask(path, { method: "POST", headers, body: "é".repeat(longestBody) });
      expect(await answer.json()).toEqual({ bytes: 2 * longestBody, beginning: "Ã©Ã©Ã©Ã©" });
    });

    const announced = `POST ${path} HTTP/1.1\r\nhost: x\r\ncookie: ${headers.cookie}\r\nconnection: close\r\ncontent-length: 209715200\r\n\r\n`;

    test("200 MB are refused by what they announce, and their beginning is kept", async () => {
      const { send } = await front(store);
      expect(await send(`${announced}a;b;c;d;e`)).toMatch(
        /^HTTP\/1.1 200[\s\S]*\{"bytes":null,"beginning":"a;b;c;d;"\}/,
      );
    });

    test("200 MB that do not begin are refused all the same", async () => {
      const { send } = await front(store);
      expect(await send(announced)).toMatch(/^HTTP\/1.1 200[\s\S]*\{"bytes":null,"beginning":""\}/);
    });

    test("more than may be sent is refused too when nothing announced it, and no more is kept, under no name", async () => {
      const { ask } = await front(async (_, response) => {
        const { bytes, handle } = uploads.getStore() ?? {};
        const { size, nlink } = (await handle?.stat()) ?? {};
        response.end(JSON.stringify({ bytes, size, nlink }));
      });
      const piece = new Uint8Array(1024 * 1024);
      let sent = 0;
      const endless = new ReadableStream({ pull: (to) => (sent++ < 60 ? to.enqueue(piece) : to.close()) });
      const answer = await ask(path, { method: "POST", headers, body: endless, duplex: "half" } as RequestInit);
      const { size, ...kept } = await answer.json();
      expect(kept).toEqual({ bytes: null, nlink: 0 });
      expect(size).toBeLessThan(51 * 1024 * 1024);
    });

    test("stays short from outside, and at any other address", async () => {
      const tooLong = "x".repeat(longestBody + 1);
      const inside = await front(echo);
      expect((await inside.ask("/scolarite/import", { method: "POST", body: tooLong })).status).toBe(413);
      const outside = await front(echo, { internalNetworks: "filaire=10.0.0.0/8" });
      expect((await outside.ask(path, { method: "POST", body: tooLong })).status).toBe(413);
    });

    test.each<[string, Record<string, string>]>([
      ["nobody", {}],
      ["another site", { ...headers, origin: "https://ailleurs.example" }],
    ])("of %s is not kept: the page refuses it without a file", async (_, sent) => {
      const { ask } = await front(store);
      const answer = await ask(path, { method: "POST", headers: sent, body: "x".repeat(longestBody) });
      expect(await answer.json()).toEqual({});
    });

    test("waits for nobody: a third at once is told to come back, and the next one passes", async () => {
      const { ask } = await front(store);
      const pending = () => new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(1)) });
      const gone = new AbortController();
      const slow = () =>
        ask(path, {
          method: "POST",
          headers,
          body: pending(),
          duplex: "half",
          signal: gone.signal,
        } as RequestInit).catch(() => null);
      const both = [slow(), slow()];
      const third = () => ask(path, { method: "POST", headers, body: "x" });
      await expect.poll(async () => (await third()).status).toBe(503);
      const answer = await third();
      expect(answer.headers.get("retry-after")).toBe("60");
      expect(await answer.text()).toContain("Aucun fichier ne peut être reçu maintenant");
      gone.abort();
      await Promise.all(both);
      await expect.poll(async () => (await third()).status).toBe(200);
    });

    test("is answered as any request is: it waits once for a silent database", async () => {
      const silent = vi.fn(() => Promise.reject(new Error("Query read timeout")));
      const { ask } = await front(async (_, response) => {
        for (let time = 0; time < 2; time++) await patiently(silent).catch(() => {});
        response.end(String(silent.mock.calls.length));
      });
      const answer = await ask(path, { method: "POST", headers, body: "x" });
      expect(await answer.text()).toBe("1");
    });

    test("is gone from the disk when its client goes away in the middle", async () => {
      const folder = mkdtempSync(join(tmpdir(), "trousseau-upload-"));
      closing.push(() => rmSync(folder, { recursive: true }));
      const kept: FileHandle[] = [];
      const opened = async () => {
        const handle = await open(join(folder, "body"), "w+");
        kept.push(handle);
        return handle;
      };
      const server = serverOf((request, reply) => void receiveUpload(request, reply, opened));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      closing.push(() => server.close());
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${longestBody}\r\n\r\nx`);
      await expect.poll(() => kept.length).toBe(1);
      socket.destroy();
      await expect.poll(() => kept[0]?.fd).toBe(-1);
    });

    test("that the disk does not take ends with an answer", async () => {
      const server = createServer(async (request, response) => {
        const upload = await receiveUpload(request, response, () => open("/dev/full", "w"));
        response.end(upload === null ? "not kept" : "kept");
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      closing.push(() => server.close());
      const { port } = server.address() as AddressInfo;
      const said = vi.spyOn(console, "error").mockImplementation(() => {});
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "x".repeat(longestBody) });
      expect(await answer.text()).toBe("not kept");
      expect(String(said.mock.calls[0]?.[1])).toContain("ENOSPC");
      said.mockRestore();
    });
  });

  test.each(["/%E0%A4%A", "/a%00b", "/\\evil.example", "http://evil.example/"])(
    "the path %s is refused",
    async (path) => {
      const { send } = await front(echo);
      const heard = await send(`GET ${path} HTTP/1.1\r\nhost: compte.univ.example\r\nconnection: close\r\n\r\n`);
      expect(heard).toMatch(/^HTTP\/1.1 400 /);
    },
  );
});

describe("a request that never becomes one", () => {
  const impatient = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };
  const get = (path: string, ...headers: string[]) =>
    `GET ${path} HTTP/1.1\r\n${["host: compte.univ.example", ...headers].join("\r\n")}\r\n`;

  test.each<[string, number, (path: string) => string, ServerOptions?]>([
    ["headers without end", 431, (path) => `${get(path, `cookie: ${"a".repeat(40_000)}`)}\r\n`],
    ["an unknown method", 501, (path) => `${get(path).replace("GET", "BREW")}\r\n`],
    [
      "a method that is none of ours",
      501,
      (path) => `${get(path, "connection: close").replace("GET", "PROPFIND")}\r\n`,
    ],
    ["an expectation that nobody can meet", 417, (path) => `${get(path, "connection: close", "expect: tea")}\r\n`],
    ["a header that is none", 400, (path) => `${get(path, "a b c")}\r\n`],
    [
      "a body that never ends",
      408,
      (path) => `${get(path, "content-length: 9").replace("GET", "POST")}\r\nabc`,
      impatient,
    ],
  ])("%s is answered %i, with a page or a problem of our own", async (_, status, bytes, limits) => {
    const next = vi.fn(echo);
    const { send } = await front(next, {}, limits);
    const page = await send(bytes("/charte"));
    expect(page).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(page).toMatch(/<h1>[^<]+<\/h1>\n<p role="alert">[^<{]+<\/p>/);
    expect(page).not.toMatch(/^allow:/im);
    expect(page).toMatch(/^connection: close\r$/im);
    const problem = await send(bytes("/api/v1/charter"));
    expect(problem).toContain("content-type: application/problem+json");
    expect(JSON.parse(problem.slice(problem.indexOf("\r\n\r\n")))).toMatchObject({
      type: expect.stringMatching(/^\/problemes\/[a-z-]+$/),
      status,
      title: expect.any(String),
      detail: expect.not.stringContaining("{"),
    });
    expect(next).not.toHaveBeenCalled();
  });

  test("is answered in the language that it asks for", async () => {
    const { send } = await front(echo);
    expect(await send(`${get("/charte", "accept-language: en").replace("GET", "BREW")}\r\n`)).toContain(
      '<html lang="en">',
    );
  });

  test("that comes when headers are late is answered 408", async () => {
    const { send } = await front(echo, {}, impatient);
    expect(await send("GET / HTTP/1.1\r\nhost: ")).toMatch(/^HTTP\/1.1 408 [\s\S]*<h1>/);
  });

  test("spoils no answer that is under way on the same connection", async () => {
    const { send } = await front((_, response) => void response.write("half"));
    const heard = await send(`${get("/")}\r\n`, "BREW / HTTP/1.1\r\n\r\n").catch(() => "cut");
    expect(heard).not.toMatch(/HTTP[\s\S]*HTTP/);
  });
});

test.each([
  ["no host", ""],
  ["two hosts", "Host: compte.univ.example\r\nhost: evil.example\r\n"],
])("a request that names %s has an answer that we wrote, which ends the connection", async (_, hosts) => {
  const next = vi.fn(echo);
  const { send, accesses } = await front(next);
  const heard = await send(`GET /charte HTTP/1.1\r\n${hosts}\r\n`);
  expect(heard).toMatch(/^HTTP\/1.1 400 [\s\S]*<h1>/);
  expect(heard).toMatch(/^connection: close\r$/im);
  expect(heard).toMatch(/^x-request-id: [0-9a-f-]{36}\r$/im);
  expect(heard).not.toMatch(/^\d+: /m);
  expect(accesses).toMatchObject([{ path: "/charte", status: 400 }]);
  expect(next).not.toHaveBeenCalled();
  expect(await send("GET /charte HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1.1 200 /);
});

test("a page says which methods it has, and Next is not asked", async () => {
  const next = vi.fn(echo);
  const { ask } = await front(next);
  const options = await ask("/charte", { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  const put = await ask("/charte", { method: "PUT" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
  expect(next).not.toHaveBeenCalled();
  expect((await ask("/api", { method: "PUT" })).status).toBe(200);
});

test("a page that turns out not to have a method is told of, with those that it may have", async () => {
  const { ask } = await front((_, response) => void response.writeHead(405).end());
  const post = await ask("/logo/grand", { method: "POST" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  const page = await post.text();
  expect(page).toContain("<h1>Cette adresse ne répond pas à cette méthode</h1>");
  expect(page).toContain("Méthodes admises\u202f: GET, HEAD, OPTIONS.");
  const asked = await ask("/scolarite/depot");
  expect([asked.status, asked.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
});

describe("an answer", () => {
  test("carries the status and the headers that its page asked for", async () => {
    const { ask } = await front((_, response) => {
      answerWith(429, { "retry-after": "60" });
      response.end("Trop d’essais");
    });
    const answer = await ask("/");
    expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([
      429,
      "60",
      "Trop d’essais",
    ]);
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("that leads elsewhere after all does so, whatever its page asked for first", async () => {
    const { ask } = await front((_, response) => {
      answerWith(403);
      response.writeHead(303, { location: "/connexion" }).end();
    });
    expect((await ask("/")).status).toBe(303);
  });

  test("is logged without its query", async () => {
    const { ask, accesses } = await front(echo);
    await (await ask("/mail-de-secours?jeton=secret")).text();
    await expect.poll(() => accesses).toHaveLength(1);
    expect(accesses[0]).toMatchObject({ method: "GET", path: "/mail-de-secours", status: 200 });
    expect(JSON.stringify(accesses)).not.toContain("secret");
  });

  test("that is a fault becomes a page of our own, under its own policy, in the language of the browser", async () => {
    const { ask } = await front((_, response) => {
      response.writeHead(500, { "content-type": "text/html", "content-encoding": "gzip" }).end("Error: secret");
    });
    const answer = await ask("/charte", { headers: { "accept-language": "en" } });
    const page = await answer.text();
    expect(answer.status).toBe(500);
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(page).not.toContain("secret");
    expect(page).toContain('<html lang="en">');
    expect(page).toContain(answer.headers.get("x-request-id"));
    const nonce = /<style nonce="([^"]+)">/.exec(page)?.[1];
    expect(answer.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  });

  test("says 503 when what is at fault is a server that is away", async () => {
    const { ask } = await front((_, response) => {
      answerAway("directory");
      response.writeHead(500).end("Error");
    });
    const answer = await ask("/");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await answer.text()).toContain("L’annuaire ne répond pas");
  });

  test("that refuses an action in plain text becomes a page, and keeps the mark that scripts look for", async () => {
    const { ask } = await front((_, response) => {
      response.setHeader("x-nextjs-action-not-found", "1");
      response.writeHead(409, { "content-type": "text/plain" }).end("Server Action unavailable.");
    });
    const answer = await ask("/connexion", { method: "POST" });
    expect([answer.status, answer.headers.get("x-nextjs-action-not-found")]).toEqual([409, "1"]);
    expect(await answer.text()).toContain("<h1>Cette page n’est plus à jour</h1>");
  });

  test("that the API wrote itself stays, fault or not", async () => {
    const { ask } = await front((_, response) => {
      response.writeHead(503, { "content-type": "application/problem+json" }).end('{"status":503}');
    });
    expect(await (await ask("/api/v1/charter")).json()).toEqual({ status: 503 });
  });

  test("is a page of our own when Next throws, and what it threw goes to the log alone", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { ask } = await front((() => Promise.reject(new Error("secret"))) as RequestListener);
    const answer = await ask("/");
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  test("already under way is cut short rather than passed off as whole", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { ask } = await front(((_, response) => {
      response.writeHead(200).write("half");
      return Promise.reject(new Error("in the middle"));
    }) as RequestListener);
    await expect(ask("/").then((answer) => answer.text())).rejects.toThrow();
    log.mockRestore();
  });
});
