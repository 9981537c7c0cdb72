import { spawn } from "node:child_process";
import { type ScryptOptions, scrypt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Change, Client, SearchOptions } from "ldapjs";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type EmbeddedDirectory, startEmbeddedDirectory } from "@/embedded/directory/server";
import { freePort } from "@/embedded/free-port";
import { ldapjs } from "@/lib/directory/ldapjs";
import { bundle, ownFolder } from "@/scripts/programs.mjs";

const baseDn = "dc=univ,dc=example";
const account = { baseDn, bindDn: `cn=trousseau,ou=services,${baseDn}`, bindPassword: "only-for-tests" };
const dnOf = (uid: string) => `uid=${uid},ou=people,${baseDn}`;

const ana = {
  uid: "ana",
  givenName: "Ana",
  familyName: "Exemple",
  mail: "ana@univ.example",
  affiliations: ["student", "member"],
  state: "active",
  password: "Lampe-12-Ancre",
} as const;
const bob = { ...ana, uid: "bob", givenName: "Bob", mail: null, affiliations: ["staff"], password: "Ancre-12-Lampe" };

let dataDir: string;
let directory: EmbeddedDirectory;
const clients: Client[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "trousseau-directory-"));
  directory = await startEmbeddedDirectory({ dataDir, port: await freePort(), ...account });
  await directory.store.fill({ people: [ana, bob], groups: [{ cn: "kiosque-info", members: ["bob"] }] });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await directory.close();
  rmSync(dataDir, { recursive: true });
});

/** A client of its own. The code is 0 for success, else that of the refusal. */
function client() {
  const raw = ldapjs.createClient({ url: directory.url });
  raw.on("error", () => {});
  clients.push(raw);
  const code = (send: (done: (error: unknown) => void) => void) =>
    new Promise<number>((resolve) =>
      send((error) => resolve(error ? (error as { answer: { status: number } }).answer.status : 0)),
    );
  return {
    bind: (dn: string, password: string) => code((done) => raw.bind(dn, password, done)),
    modify: (dn: string, ...changes: Change[]) => code((done) => raw.modify(dn, changes, done)),
    passwordModify: (dn: string, newPassword: string) =>
      code((done) =>
        raw.exop("1.3.6.1.4.1.4203.1.11.1", { userIdentity: dn, newPassword } as unknown as string, [], done),
      ),
    search: (base: string, options: SearchOptions) =>
      new Promise<{ code: number; names: string[]; attributes: string[] }>((resolve) => {
        const names: string[] = [];
        const attributes: string[] = [];
        raw.search(base, options, (_, response) => {
          response.on("searchEntry", (entry) => {
            names.push(String(entry.objectName));
            attributes.push(...entry.attributes.map(({ type }) => type));
          });
          response.on("error", (error) =>
            resolve({ code: (error as unknown as { answer: { status: number } }).answer.status, names, attributes }),
          );
          response.on("end", () => resolve({ code: 0, names, attributes }));
        });
      }),
  };
}

async function service() {
  const bound = client();
  expect(await bound.bind(account.bindDn, account.bindPassword)).toBe(0);
  return bound;
}

function change(operation: "add" | "delete" | "replace", type: string, ...values: string[]): Change {
  return new ldapjs.Change({ operation, modification: { type, values } });
}

describe("bind", () => {
  test.each([
    ["a person, with the right password", dnOf("ana"), ana.password, 0],
    ["however the name is spelt", `UID=ana, ou=People,${baseDn}`, ana.password, 0],
    ["a person, with another's password", dnOf("ana"), bob.password, 49],
    ["nobody that we know", dnOf("nobody"), ana.password, 49],
    ["a name without a password, which would be nobody (RFC 4513, 5.1.2)", dnOf("ana"), "", 53],
    ["the service, with a wrong password", account.bindDn, "wrong", 49],
    ["what is no name", "not a name", ana.password, 34],
  ])("%s", async (_, dn, password, code) => {
    expect(await client().bind(dn, password)).toBe(code);
  });

  test("a locked person is refused; a suspended one is locked", async () => {
    await directory.store.putPerson({ ...ana, isLocked: true });
    await directory.store.putPerson({ ...bob, state: "suspended" });
    expect(await client().bind(dnOf("ana"), ana.password)).toBe(49);
    expect(await client().bind(dnOf("bob"), bob.password)).toBe(49);
  });

  test("a refused one leaves the connection to nobody", async () => {
    const bound = await service();
    expect(await bound.bind(dnOf("ana"), "wrong")).toBe(49);
    expect((await bound.search(baseDn, { scope: "sub" })).code).toBe(50);
  });
});

describe("search", () => {
  test.each([
    ["base", baseDn, "base", "(objectClass=*)", [baseDn]],
    ["one level", `ou=people,${baseDn}`, "one", "(objectClass=*)", [dnOf("ana"), dnOf("bob")]],
    ["the whole tree", baseDn, "sub", "(uid=ana)", [dnOf("ana")]],
    ["without case", baseDn, "sub", "(UID=Ana)", [dnOf("ana")]],
    ["and", baseDn, "sub", "(&(sn=exemple)(!(uid=ana)))", [dnOf("bob")]],
    ["or", baseDn, "sub", "(|(uid=ana)(uid=bob))", [dnOf("ana"), dnOf("bob")]],
    ["presence", baseDn, "sub", "(mail=*)", [dnOf("ana")]],
    ["parts", baseDn, "sub", "(mail=a*@univ*e)", [dnOf("ana")]],
    ["parts that overlap", baseDn, "sub", "(uid=an*na)", []],
    ["group of", baseDn, "sub", `(member=${dnOf("bob")})`, [`cn=kiosque-info,ou=groups,${baseDn}`]],
    ["a password, which is no attribute", baseDn, "sub", "(userPassword=*)", []],
  ] as const)("%s", async (_, base, scope, filter, names) => {
    expect(await (await service()).search(base, { scope, filter })).toMatchObject({ code: 0, names });
  });

  test("only the attributes asked for are shown", async () => {
    const found = await (await service()).search(dnOf("ana"), { attributes: ["MAIL", "sn"] });
    expect(found.attributes.sort()).toEqual(["mail", "sn"]);
    expect((await (await service()).search(dnOf("ana"), { attributes: ["1.1"] })).attributes).toEqual([]);
  });

  test("more than the limit is said", async () => {
    expect(await (await service()).search(baseDn, { scope: "sub", sizeLimit: 2 })).toMatchObject({
      code: 4,
      names: [expect.anything(), expect.anything()],
    });
  });

  test("it is for the service account alone", async () => {
    expect((await client().search(baseDn, { scope: "sub" })).code).toBe(50);
    const person = client();
    await person.bind(dnOf("ana"), ana.password);
    expect((await person.search(baseDn, { scope: "sub" })).code).toBe(50);
  });
});

describe("changes", () => {
  test.each([
    ["userPassword", change("replace", "userPassword", "x")],
    ["mail", change("replace", "mail", "x@univ.example")],
    ["eduPersonAffiliation", change("add", "eduPersonAffiliation", "staff")],
    ["another class", change("add", "objectClass", "posixAccount")],
    ["fewer classes", change("delete", "objectClass", "eduPerson")],
  ])("the service account has no right to %s", async (_, forbidden) => {
    const before = readFileSync(join(dataDir, "directory", "entries.json"), "utf8");
    const allowed = change("add", "supannMailPrive", "{SECOURS}a@mail.example");
    expect(await (await service()).modify(dnOf("ana"), allowed, forbidden)).toBe(50);
    expect(readFileSync(join(dataDir, "directory", "entries.json"), "utf8")).toBe(before);
  });

  test("all of them are made, or none", async () => {
    const bound = await service();
    const address = change("add", "supannMailPrive", "{SECOURS}a@mail.example");
    expect(await bound.modify(dnOf("ana"), address, change("delete", "supannRessourceEtat", "{MAIL}A"))).toBe(16);
    expect((await bound.search(baseDn, { scope: "sub", filter: "(supannMailPrive=*)" })).names).toEqual([]);
    expect(await bound.modify(dnOf("ana"), address)).toBe(0);
    expect(await bound.modify(dnOf("ana"), address)).toBe(20);
  });

  test("nobody else changes anything", async () => {
    const person = client();
    await person.bind(dnOf("ana"), ana.password);
    expect(await person.modify(dnOf("ana"), change("replace", "supannRessourceEtat", "{COMPTE}A"))).toBe(50);
    expect(await person.passwordModify(dnOf("ana"), "Nouvelle-12-Ancre")).toBe(50);
    expect(await client().passwordModify(dnOf("ana"), "Nouvelle-12-Ancre")).toBe(50);
    expect(await client().bind(dnOf("ana"), ana.password)).toBe(0);
  });

  test("changes made at once are all there", async () => {
    const bound = await service();
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    const codes = numbers.map((index) =>
      bound.modify(dnOf("ana"), change("add", "supannMailPrive", `{PERSO}${index}@mail.example`)),
    );
    expect(new Set(await Promise.all(codes))).toEqual(new Set([0]));
    await Promise.all(numbers.map((index) => directory.store.putPerson({ ...ana, uid: `clone-${index}` })));
    const all = numbers.map((index) => `(supannMailPrive={PERSO}${index}@mail.example)`).join("");
    expect((await bound.search(baseDn, { scope: "sub", filter: `(&${all})` })).names).toEqual([dnOf("ana")]);
    expect((await bound.search(baseDn, { scope: "sub", filter: "(uid=clone-*)" })).names).toHaveLength(30);
  });
});

describe("on disk", () => {
  test("a password is nowhere in clear, and the file is its owner's", () => {
    const file = join(dataDir, "directory", "entries.json");
    expect(readFileSync(file, "utf8")).not.toContain(ana.password);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("started again, everything is there", async () => {
    expect(await (await service()).passwordModify(dnOf("ana"), "Nouvelle-12-Ancre")).toBe(0);
    await directory.close();
    directory = await startEmbeddedDirectory({ dataDir, port: directory.port, ...account });
    expect(directory.store.isEmpty()).toBe(false);
    expect(await client().bind(dnOf("ana"), "Nouvelle-12-Ancre")).toBe(0);
    expect(await client().bind(dnOf("ana"), ana.password)).toBe(49);
  });

  test("filled with nobody, it is empty; a person put again without a password keeps theirs", async () => {
    await directory.store.putPerson({ ...ana, password: undefined, givenName: "Anne" });
    expect(await client().bind(dnOf("ana"), ana.password)).toBe(0);
    await directory.store.fill({ people: [], groups: [] });
    expect(directory.store.isEmpty()).toBe(true);
    expect(await client().bind(dnOf("ana"), ana.password)).toBe(49);
  });

  test("closed, it has written what was under way, and writes no more", async () => {
    const raw = ldapjs.createClient({ url: directory.url });
    raw.on("error", () => {});
    clients.push(raw);
    const kept = () => readFileSync(join(dataDir, "directory", "entries.json"), "utf8");
    await new Promise((resolve) => raw.bind(account.bindDn, account.bindPassword, resolve));
    const before = kept();
    // The threads that hash have other work first, so that what is asked next is answered before on a busy machine too.
    const hash = promisify<string, string, number, ScryptOptions, Buffer>(scrypt);
    const busy = Promise.all(Array.from({ length: 8 }, () => hash("", "", 64, { cost: 65_536, maxmem: 2 ** 27 })));
    const asked = { userIdentity: dnOf("ana"), newPassword: "Balise-34-Phare" } as unknown as string;
    raw.exop("1.3.6.1.4.1.4203.1.11.1", asked, [], () => {});
    // Asked behind it on the same connection, and answered while the password is hashed.
    await new Promise((resolve) => raw.search(baseDn, { scope: "base" }, (_, answer) => answer.on("end", resolve)));
    expect(kept()).toBe(before);
    await directory.close();
    expect(kept()).not.toBe(before);
    await busy;
    directory = await startEmbeddedDirectory({ dataDir, port: directory.port, ...account });
    expect(await client().bind(dnOf("ana"), "Balise-34-Phare")).toBe(0);
  });

  test("at any instant the file is whole", async () => {
    const file = join(dataDir, "directory", "entries.json");
    await directory.store.putPerson({ ...ana, uid: "bavard", displayName: "Bavard ".repeat(100_000) });
    let isWriting = true;
    const writing = Promise.all(Array.from({ length: 20 }, () => directory.store.putPerson(bob))).finally(() => {
      isWriting = false;
    });
    while (isWriting) expect(JSON.parse(await readFile(file, "utf8"))).toHaveLength(4);
    await writing;
  });

  test("killed at any instant, it has all that it promised, and starts", async () => {
    const folder = join(dataDir, "killed");
    onTestFinished(() => rmSync(ownFolder(), { recursive: true, force: true }));
    await bundle({ "directory-writer": "tests/embedded/directory-writer.ts" }, ownFolder());
    const promised: string[] = [];
    for (const [round, delay] of [0, 3, 11, 37, 83].entries()) {
      promised.push(...(await writeUntilKilled(folder, round * 10_000, delay)));
    }
    expect(promised.length).toBeGreaterThan(5);
    const survivor = await startEmbeddedDirectory({ dataDir: folder, port: await freePort(), ...account });
    const kept: { attributes: { uid: string[] } }[] = JSON.parse(
      readFileSync(join(folder, "directory", "entries.json"), "utf8"),
    );
    await survivor.close();
    expect(kept.map(({ attributes }) => attributes.uid[0])).toEqual(expect.arrayContaining(promised));
  });
});

/** The people that a process of its own promised to have written before it was killed, `delay` milliseconds after the first promise. */
async function writeUntilKilled(folder: string, from: number, delay: number): Promise<string[]> {
  const program = join(ownFolder(), "directory-writer.mjs");
  const writer = spawn(process.execPath, [program, folder, String(await freePort()), String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  writer.stdout.on("data", (text: Buffer) => {
    if (printed === "") setTimeout(() => writer.kill("SIGKILL"), delay);
    printed += text;
  });
  await new Promise((resolve) => writer.once("close", resolve));
  return printed.split("\n").slice(0, -1);
}

describe("what is no LDAP", () => {
  test("ends its own connection and no other", async () => {
    const bound = await service();
    const garbage = connect(directory.port, "127.0.0.1");
    garbage.write(Buffer.from("30050201017f00", "hex"));
    await new Promise((resolve) => garbage.once("error", resolve).once("close", resolve));
    expect((await bound.search(baseDn, { scope: "base" })).code).toBe(0);
  });

  test("a taken port is said", async () => {
    await expect(startEmbeddedDirectory({ dataDir, port: directory.port, ...account })).rejects.toThrow("EADDRINUSE");
  });

  test("a request whose control has no value is answered", async () => {
    // A BindRequest with two controls that carry none: the password policy's, and ManageDsaIT (RFC 3296) with its criticality.
    const name = Buffer.from(dnOf("ana"));
    const password = Buffer.from(ana.password);
    const tlv = (tag: number, ...parts: Buffer[]) => {
      const value = Buffer.concat(parts);
      return Buffer.concat([Buffer.from([tag, value.length]), value]);
    };
    const bind = tlv(0x60, Buffer.from("020103", "hex"), tlv(0x04, name), tlv(0x80, password));
    const policy = tlv(0x30, tlv(0x04, Buffer.from("1.3.6.1.4.1.42.2.27.8.5.1")));
    const manage = tlv(0x30, tlv(0x04, Buffer.from("2.16.840.1.113730.3.4.2")), Buffer.from("010100", "hex"));
    const socket = connect(directory.port, "127.0.0.1");
    socket.write(tlv(0x30, Buffer.from("020101", "hex"), bind, tlv(0xa0, policy, manage)));
    const answer = await new Promise<Buffer>((resolve) => socket.once("data", resolve));
    socket.destroy();
    expect(answer.toString("hex")).toBe("300c02010161070a010004000400");
  });
});
