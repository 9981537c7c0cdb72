import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { startTestDirectory } from "@/tests/support/directory";
import { ldifEntry, saltedHash } from "@/tests/support/servers/ldif";
import { type OpenLdapServer, openldap } from "@/tests/support/servers/openldap";
import { startTcpProxy } from "@/tests/support/tcp-proxy";
import { makeAuthority } from "./authority";
import { type Surroundings, startSurroundings } from "./surroundings";
import { startTlsFront } from "./tls-front";

const base = "dc=univ,dc=example";
const manager = { dn: `cn=Manager,${base}`, password: "Manager-for-tests-7391" };

/** An account with the usual name of an administrator, and what bears the name of a group and has no member. */
const ldif = [
  ldifEntry(manager.dn, {
    objectClass: ["applicationProcess", "simpleSecurityObject"],
    cn: ["Manager"],
    userPassword: [saltedHash(manager.password)],
  }),
  ldifEntry(`cn=nobody,ou=groups,${base}`, { objectClass: ["applicationProcess"], cn: ["nobody"] }),
].join("\n");

describe.skipIf(!openldap.isInstalled)("the doctor, of the directory", () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await startSurroundings(openldap, { ldif });
  });
  afterAll(() => around?.close());

  const faultsWith = async (differences: Record<string, string | undefined>) => {
    const { status, lines } = await around.doctor(differences);
    expect(status).toBe(1);
    return lines("✗").join("\n");
  };

  test.each([
    ["a wrong password", { LDAP_BIND_PASSWORD: "Wrong-7391" }, "refuse le compte cn=trousseau,ou=services"],
    ["an account that is not there", { LDAP_BIND_DN: `cn=nobody,${base}` }, "ou son mot de passe"],
    ["an account that is no name", { LDAP_BIND_DN: "trousseau" }, "trousseau n’est pas un nom d’entrée"],
    ["a base that is no name", { LDAP_BASE_DN: "univ" }, "univ n’est pas un nom d’entrée"],
    ["a base that is not there", { LDAP_BASE_DN: "dc=nowhere" }, "L’annuaire contient : dc=univ,dc=example"],
    ["another kind of server", { LDAP_FLAVOR: "389ds" }, "Écrivez LDAP_FLAVOR=openldap"],
    [
      "the name of an administrator",
      { LDAP_BIND_DN: manager.dn, LDAP_BIND_PASSWORD: manager.password },
      "Créez un compte de service",
    ],
    [
      "an authority that nobody knows here",
      { LDAP_CA_FILE: undefined },
      "Donnez le certificat de cette autorité dans LDAP_CA_FILE",
    ],
    ["a name that leads nowhere", { LDAP_URL: "ldaps://nowhere.invalid" }, "Le nom nowhere.invalid ne mène nulle part"],
  ])("%s", async (_, differences, sentence) => {
    expect(await faultsWith(differences)).toContain(sentence);
  });

  test.each([
    [
      "a group that is missing",
      { groups: { kiosk: "nowhere" } },
      "Le groupe nowhere n’existe pas sous dc=univ,dc=example : le kiosque n’aurait personne",
    ],
    [
      "the group of human resources, which is missing",
      { groups: { "human-resources": "nowhere" } },
      "Le groupe nowhere n’existe pas sous dc=univ,dc=example : les ressources humaines n’auraient personne",
    ],
    [
      "an attribute that the schema does not know",
      { attributes: { mail: "courriel" } },
      "ne connaît pas l’attribut courriel",
    ],
    [
      "an attribute that the service would write over another fact",
      { attributes: { recoveryEmail: "Mail" } },
      "recoveryEmail et mail ont le même attribut (Mail)",
    ],
    [
      "an attribute of one value that holds something else",
      { attributes: { state: "displayName" } },
      "displayName ne prend qu’une valeur, et quelqu’un en a une qui ne commence pas par {COMPTE}",
    ],
    [
      "an attribute that nobody has",
      { attributes: { studentIdentifier: "roomNumber" } },
      "Personne ne porte roomNumber",
    ],
    [
      "an attribute that people lack",
      { attributes: { familyName: "roomNumber" } },
      "roomNumber manque, ou ne se lit pas, chez",
    ],
  ])("%s", async (_, differences, sentence) => {
    const { groups } = around.directory.institution;
    const all = { ...differences, ...("groups" in differences && { groups: { ...groups, ...differences.groups } }) };
    expect(await faultsWith({ INSTITUTION_FILE: around.institutionFile(all) })).toContain(sentence);
  });

  test("a group without members, and identifiers of another form, are to be looked at", async () => {
    const { groups, patterns } = around.directory.institution;
    const file = around.institutionFile({
      groups: { ...groups, dpo: "nobody" },
      patterns: { studentIdentifier: "x[0-9]+", staffLogin: patterns.staffLogin.source, cardNumber: "E[0-9]{7}" },
    });
    const { status, lines } = await around.doctor({ INSTITUTION_FILE: file });
    expect(status).toBe(0);
    expect(lines("!").join("\n")).toContain(
      "Le groupe nobody n’a aucun membre (attribut member) : le DPO n’a pas son rôle",
    );
    expect(lines("!").join("\n")).toContain("de la forme patterns.studentIdentifier");
  });

  test("certificates: of another authority, for another name, over, soon over", async () => {
    const ours = makeAuthority(around.folder, "ours");
    const other = makeAuthority(around.folder, "other");
    const trial = async (names: string, days: number, caFile = ours.file) => {
      const front = await startTlsFront(ours.certify("trial", { names, days }), { url: around.directory.url });
      const diagnosis = await around.doctor({ LDAP_URL: front.url, LDAP_CA_FILE: caFile });
      await front.close();
      return diagnosis;
    };
    const loopback = "IP:127.0.0.1";
    const otherAuthority = await trial(loopback, 400, other.file);
    expect(otherAuthority.lines("✗").join("\n")).toContain(`vient de ours, dont ${other.file} (LDAP_CA_FILE)`);
    const otherName = await trial("DNS:ldap.univ.example", 400);
    expect(otherName.lines("✗").join("\n")).toContain("n’est pas pour 127.0.0.1, mais pour ldap.univ.example");
    const over = await trial(loopback, -1);
    expect(over.lines("✗").join("\n")).toContain("a pris fin le");
    expect([otherAuthority, otherName, over].map(({ status }) => status)).toEqual([1, 1, 1]);
    const soonOver = await trial(loopback, 10);
    expect(soonOver.lines("!").join("\n")).toMatch(/prend fin le .*, dans (9|10) jours/);
    expect(soonOver.status).toBe(0);
  });

  test("searches that take long are to be looked at: an index may be missing", async () => {
    const ours = makeAuthority(around.folder, "far");
    const certificate = ours.certify("far-server", { names: "IP:127.0.0.1", days: 400 });
    const front = await startTlsFront(certificate, { url: around.directory.url }, { delay: 600 });
    const { status, lines } = await around.doctor({ LDAP_URL: front.url, LDAP_CA_FILE: ours.file });
    for (const attribute of ["eduPersonPrincipalName", "uid", "supannCMSId", "member"]) {
      expect(lines("!").join("\n")).toMatch(new RegExp(`Une recherche par ${attribute} a pris \\d+ ms`));
    }
    expect(status).toBe(0);
    await front.close();
  });

  test("StartTLS is looked into as LDAPS is, and a server that has none is told", async () => {
    const { url, caFile } = around.directory;
    const secured = await around.doctor({ LDAP_URL: url, LDAP_STARTTLS: "1", LDAP_CA_FILE: caFile });
    expect(secured.said).toContain("localhost) prend fin le");
    expect(secured.status).toBe(0);
    const without = await startTestDirectory();
    const [address = ""] = without.settings.urls;
    expect(await faultsWith({ LDAP_URL: address, LDAP_STARTTLS: "1" })).toContain("refuse StartTLS");
    await without.close();
  });

  test("LDAPS on a port that speaks in clear is told", async () => {
    expect(await faultsWith({ LDAP_URL: around.directory.url.replace("ldap:", "ldaps:") })).toContain(
      "n’a pas établi TLS",
    );
  });

  test("in clear is fine on this machine, and nowhere else: nothing is sent", async (context) => {
    const here = await around.doctor({ LDAP_URL: around.directory.url });
    expect(here.status).toBe(0);
    expect(here.said).toContain("est sur cette machine : parler en clair y est permis");
    const unreached = await faultsWith({ LDAP_URL: "ldap://nowhere.invalid" });
    expect(unreached).toContain("nowhere.invalid:389 serait joint en clair");
    const [abroad] = Object.values(networkInterfaces()).flatMap(
      (all) => all?.filter(({ family, internal }) => family === "IPv4" && !internal) ?? [],
    );
    if (!abroad) return context.skip();
    const wire = await startTcpProxy(Number(new URL(around.directory.url).port), await freePort(), abroad.address);
    expect(await faultsWith({ LDAP_URL: `ldap://${abroad.address}:${wire.port}` })).toContain("serait joint en clair");
    expect([wire.opened, wire.sent]).toEqual([1, 0]);
    await wire.close();
  });

  test("each server is told by itself: one that is away hides nothing of the other", async () => {
    const gone = `ldaps://127.0.0.1:${await freePort()}`;
    const { status, said } = await around.doctor({ LDAP_URL: `${gone} ${around.settings.LDAP_URL}` });
    expect(status).toBe(1);
    expect(said).toContain(`Annuaire ${gone}\n  ✗ à corriger   ${new URL(gone).host} refuse la connexion`);
    expect(said).toContain("Chaque rôle a son groupe");
  });

  test("a server that hangs is told within fifteen seconds, and the rest with it", async () => {
    const { url, ldapsUrl, caFile } = around.directory;
    around.directory.hang();
    const began = performance.now();
    const faults = await faultsWith({
      LDAP_URL: `${url} ${ldapsUrl} ${around.settings.LDAP_URL}`,
      LDAP_CA_FILE: caFile,
    });
    expect(performance.now() - began).toBeLessThan(15_000);
    around.directory.goOn();
    expect(faults).toContain("n’a pas répondu à l’ouverture de session (ETIMEDOUT)");
    expect(faults).toContain("n’a pas établi TLS (ETIMEDOUT)");
  }, 30_000);
});

describe.skipIf(!openldap.isInstalled)("the doctor, of a directory that is set up otherwise", () => {
  let around: Surroundings;
  let server: OpenLdapServer;
  let asInstalled = "";
  beforeAll(async () => {
    around = await startSurroundings({
      ...openldap,
      async start(options) {
        server = await openldap.start(options);
        server.configure((lines) => {
          asInstalled = lines;
          return lines;
        });
        return server;
      },
    });
  });
  afterAll(() => around?.close());

  const faultsOf = async (change: (lines: string) => string) => {
    await server.stop();
    server.configure(() => change(asInstalled));
    await server.start();
    const { lines } = await around.doctor();
    return lines("✗").join("\n");
  };

  test("nothing is shown by its name, where the right to search the class is missing", async () => {
    const faults = await faultsOf((lines) => lines.replace("attrs=entry,objectClass,uid,", "attrs=entry,uid,"));
    expect(faults).toContain("existe, mais l’annuaire ne montre pas cette entrée quand on la demande par son nom");
  });

  test("people are not, where it is missing of them alone", async () => {
    const hidden = `access to dn.children="ou=people,${base}" attrs=objectClass\n  by * none\n`;
    const faults = await faultsOf((lines) => lines.replace("access to attrs=entry,", `${hidden}$&`));
    expect(faults).toContain("Des personnes se trouvent par une recherche, mais leur entrée n’est pas montrée");
  });

  test("fewer entries are shown than there are and are asked for", async () => {
    const faults = await faultsOf((lines) => lines.replace(/^database mdb$/m, "$&\nsizelimit 1"));
    expect(faults).toContain("montre trop peu d’entrées à la fois");
  });

  test("it takes no changes: to fix where it is the first, to be looked at behind another", async () => {
    expect(await faultsOf((lines) => `${lines}\nreadonly on\n`)).toContain("ne prend aucun changement (code LDAP 53)");
    const { url } = server;
    const behind = await around.doctor({ LDAP_URL: `${around.settings.LDAP_URL} ${url}` });
    expect(behind.lines("!").join("\n")).toContain("quand les serveurs d’avant sont absents");
  });
});
