import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { openldap } from "@/tests/support/servers/openldap";
import { startTcpProxy } from "@/tests/support/tcp-proxy";
import { type Surroundings, startSurroundings } from "./surroundings";

// A PostgreSQL older than 14 is not to be had here: that sentence is told by no test.
describe.skipIf(!openldap.isInstalled)("the doctor, of the database", () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await startSurroundings();
  });
  afterAll(() => around?.close());

  function databaseUrl(differences: Partial<URL>): string {
    return Object.assign(new URL(around.settings.DATABASE_URL ?? ""), differences).href;
  }
  const faultsWith = async (url: string, settings: Record<string, string> = {}) => {
    const { status, lines } = await around.doctor({ DATABASE_URL: url, ...settings });
    expect(status).toBe(1);
    return lines("✗");
  };

  test("tells one that is away, that refuses the password, that does not have our database", async () => {
    expect(await faultsWith(databaseUrl({ port: String(await freePort()) }))).toEqual([
      expect.stringContaining("refuse la connexion : rien n’écoute sur ce port"),
    ]);
    expect(await faultsWith(databaseUrl({ password: "Wrong-7391" }))).toEqual([
      expect.stringContaining("refuse le mot de passe du compte"),
    ]);
    expect(await faultsWith(databaseUrl({ pathname: "/nowhere" }))).toEqual([
      expect.stringContaining("n’a pas de base nowhere"),
    ]);
    expect(await faultsWith(databaseUrl({ hostname: "nowhere.invalid" }))).toEqual([
      expect.stringContaining("nowhere.invalid"),
    ]);
  });

  test("does not wait for one that accepts and says nothing", async () => {
    const wire = await startTcpProxy(Number(new URL(databaseUrl({})).port), await freePort());
    wire.freeze();
    const began = performance.now();
    expect(await faultsWith(databaseUrl({ port: String(wire.port) }))).toEqual([
      expect.stringContaining(`127.0.0.1:${wire.port} ne répond pas`),
    ]);
    expect(performance.now() - began).toBeLessThan(15_000);
    await wire.close();
  });

  test("names the missing migrations, to be looked at: serving applies them", async () => {
    const name = `empty_${randomBytes(6).toString("hex")}`;
    await around.sql(`create database ${name} owner "${new URL(databaseUrl({})).username}"`);
    const { status, lines } = await around.doctor({ DATABASE_URL: databaseUrl({ pathname: `/${name}` }) });
    expect(lines("!").join("\n")).toMatch(/Il manque \d+ migrations : 0000_tables, .*`npm run serve` les applique/);
    expect(status).toBe(0);
    await around.sql(`drop database ${name} with (force)`);
  });

  test("tells a database that a newer version has served", async () => {
    await around.sql("insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)");
    expect(await faultsWith(databaseUrl({}))).toEqual([expect.stringContaining("une version plus récente du service")]);
    await around.sql("delete from drizzle.__drizzle_migrations where hash = 'later'");
  });

  test("tells one that does not know the letters of people’s names", async () => {
    const owner = new URL(databaseUrl({})).username;
    const told = async (making: string) => {
      const name = `letters_${randomBytes(6).toString("hex")}`;
      await around.sql(
        `create database ${name} owner "${owner}" template template0 locale_provider libc locale 'C' ${making}`,
      );
      const { lines } = await around.doctor({ DATABASE_URL: databaseUrl({ pathname: `/${name}` }) });
      await around.sql(`drop database ${name} with (force)`);
      return [...lines("✗"), ...lines("!")].join("\n");
    };
    expect(await told("encoding 'LATIN1'")).toContain("est encodée en LATIN1, et il faut UTF8");
    expect(await told("encoding 'UTF8'")).toContain("ne connaît pas les majuscules accentuées");
  });

  test("tells an account without the rights that migrations need", async () => {
    const name = `weak_${randomBytes(6).toString("hex")}`;
    await around.sql(`create role ${name} login password 'Only-for-tests-7391'`);
    await around.sql(`grant usage on schema drizzle to ${name}`);
    await around.sql(`grant select on all tables in schema drizzle, public to ${name}`);
    const faults = (await faultsWith(databaseUrl({ username: name }))).join("\n");
    expect(faults).toContain("ne peut pas créer de schéma");
    expect(faults).toContain(`grant create on schema public to ${name}`);
    expect(faults).toMatch(/Les tables .*students.* appartiennent à un autre compte/);
    await around.sql(`drop owned by ${name}`);
    await around.sql(`drop role ${name}`);
  });

  test("counts the connections that all the processes may take", async () => {
    const role = new URL(databaseUrl({})).username;
    await around.sql(`alter role "${role}" connection limit 20`);
    // The primary, two web workers, and the process that imports a file.
    const faults = await faultsWith(databaseUrl({}), { WEB_CONCURRENCY: "2" });
    expect(faults.join("\n")).toContain("peut prendre 64 connexions, et 20 au plus");
    await around.sql(`alter role "${role}" connection limit -1`);
  });

  test("asks for a charter, in force or to be published", async () => {
    const institution = around.institutionFile({ charter: undefined });
    const { status, lines } = await around.doctor({ INSTITUTION_FILE: institution });
    expect(lines("✗").join("\n")).toContain("Aucune charte n’est en vigueur");
    expect(status).toBe(1);
  });
});
