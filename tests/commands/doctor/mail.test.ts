import { networkInterfaces } from "node:os";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { openldap } from "@/tests/support/servers/openldap";
import { startTcpProxy } from "@/tests/support/tcp-proxy";
import { makeAuthority } from "./authority";
import { type Surroundings, startSurroundings } from "./surroundings";

describe.skipIf(!openldap.isInstalled)("the doctor, of the mail", () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await startSurroundings();
  });
  afterAll(() => around?.close());

  /** Runs the doctor on a mail server of these options; `account` is what stands before its address. */
  async function withMailServer(options: SMTPServerOptions, account = "", scheme = "smtp") {
    const server = new SMTPServer({ logger: false, disableReverseLookup: true, ...options });
    server.on("error", () => {});
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const diagnosis = await around.doctor({ SMTP_URL: `${scheme}://${account}127.0.0.1:${port}` });
    await new Promise<void>((resolve) => server.close(resolve));
    return diagnosis;
  }

  test("tells one that is away, and one whose name leads nowhere", async () => {
    const away = await around.doctor({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
    expect(away.lines("✗").join("\n")).toContain("rien n’écoute sur ce port. Vérifiez SMTP_URL");
    const unknown = await around.doctor({ SMTP_URL: "smtp://nowhere.invalid" });
    expect(unknown.lines("✗").join("\n")).toContain("nowhere.invalid ne mène nulle part");
    expect([away.status, unknown.status]).toEqual([1, 1]);
  });

  test("tells one that refuses this machine", async () => {
    const { status, lines } = await withMailServer({
      onConnect: (_, answer) => answer(Object.assign(new Error("not you"), { responseCode: 554 })),
    });
    expect(lines("✗").join("\n")).toContain("(554)");
    expect(status).toBe(1);
  });

  test("tells an account that is refused, and one that is accepted", async () => {
    const options: SMTPServerOptions = {
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: ({ password }, _, answer) =>
        password === "Right-7391" ? answer(null, { user: "trousseau" }) : answer(new Error("no")),
    };
    const refused = await withMailServer(options, "trousseau:Wrong-7391@");
    expect(refused.lines("✗").join("\n")).toContain("refuse le compte trousseau ou son mot de passe (535)");
    expect(refused.status).toBe(1);
    const accepted = await withMailServer(options, "trousseau:Right-7391@");
    expect(accepted.said).toContain("accepte le compte trousseau");
    expect(accepted.status).toBe(0);
  });

  test("tells a certificate that is not accepted", async () => {
    const certificate = makeAuthority(around.folder, "mail").certify("smtp", { names: "IP:127.0.0.1", days: 400 });
    const { status, lines } = await withMailServer({ secure: true, ...certificate }, "", "smtps");
    expect(lines("✗").join("\n")).toContain("n’est pas accepté");
    expect(status).toBe(1);
  });

  test("tells TLS that the URL asks for and the server does not offer", async () => {
    const { status, lines } = await around.doctor({ SMTP_URL: `${around.settings.SMTP_URL}?requireTLS=true` });
    expect(lines("✗").join("\n")).toContain("n’offre pas le TLS qu’il faut");
    expect(status).toBe(1);
  });

  test("mail that leaves this machine in clear is to be looked at", async (context) => {
    const [abroad] = Object.values(networkInterfaces()).flatMap(
      (all) => all?.filter(({ family, internal }) => family === "IPv4" && !internal) ?? [],
    );
    if (!abroad) return context.skip();
    const port = Number(new URL(around.settings.SMTP_URL ?? "").port);
    const wire = await startTcpProxy(port, await freePort(), abroad.address);
    const { status, lines } = await around.doctor({ SMTP_URL: `smtp://${abroad.address}:${wire.port}` });
    expect(lines("!").join("\n")).toContain("le courrier part en clair");
    expect(status).toBe(0);
    await wire.close();
  });

  test("an unreadable sender is to be fixed", async () => {
    const { status, lines } = await around.doctor({ MAIL_FROM: "Université d’Exemple" });
    expect(lines("✗").join("\n")).toContain("MAIL_FROM ne se lit pas");
    expect(status).toBe(1);
  });
});
