import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { say } from "./say.mjs";

const ds389 = { french: "l’annuaire 389 Directory Server", english: "the 389 Directory Server directory" };
/** The headless Chromium; where there is none, the whole one, which is slower. */
const browsers = ["chromium-headless-shell", "chromium"];
const sambaAd = { french: "l’annuaire Samba (Active Directory)", english: "the Samba directory (Active Directory)" };

/**
 * What the tests need besides npm's packages: the Debian package, the program or file that shows that it is installed,
 * and what it tests. A stand-in serves, more slowly, where the package is not available.
 * @type {{ debian: string, program?: string, standIn?: string, file?: string, french: string, english: string }[]}
 */
const tools = [
  {
    debian: "chromium-headless-shell",
    program: browsers[0],
    standIn: browsers[1],
    french: "les pages, dans un navigateur",
    english: "the pages, in a browser",
  },
  {
    debian: "poppler-utils",
    program: "pdftotext",
    french: "les feuilles imprimées, relues dans le PDF",
    english: "the printed sheets, read back from the PDF",
  },
  { debian: "slapd", program: "slapd", french: "l’annuaire OpenLDAP", english: "the OpenLDAP directory" },
  { debian: "ldap-utils", program: "ldapsearch", french: "les annuaires", english: "the directories" },
  { debian: "389-ds-base", program: "ns-slapd", ...ds389 },
  { debian: "libnss3-tools", program: "certutil", ...ds389 },
  { debian: "samba-ad-dc", program: "samba", ...sambaAd },
  { debian: "samba-ad-provision", file: "/usr/share/samba/setup/provision.ldif", ...sambaAd },
  { debian: "ldb-tools", program: "ldbmodify", ...sambaAd },
];

/**
 * Installs what is missing, where possible. Returns what still is.
 * @param {string[]} wanted Debian packages; by default, all that the tests need.
 */
export function installMissingTools(wanted = tools.map(({ debian }) => debian)) {
  const missing = missingTools(wanted);
  if (missing.length === 0) return [];
  const names = missing.map(({ debian }) => debian);
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "--non-interactive"];
  say(`Installation de ${names.join(", ")}…`, `Installing ${names.join(", ")}…`);
  /** @param {...string} words */
  const install = (...words) =>
    spawnSync("env", [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...words], {
      stdio: ["ignore", "ignore", "inherit"],
    }).status === 0;
  if (install("update")) install("install", "-y", "--no-install-recommends", ...names);
  return missingTools(wanted).filter(({ standIn }) => !standIn || !programPath(standIn));
}

/** @param {string[]} wanted */
function missingTools(wanted) {
  return tools.filter(
    ({ debian, program, file }) =>
      wanted.includes(debian) && !(program ? programPath(program) : existsSync(file ?? "")),
  );
}

/** Returns the browser for the tests; null when there is none. */
export function browserPath() {
  return browsers.map(programPath).find((path) => path !== null) ?? null;
}

/** @param {string} name */
function programPath(name) {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  const { status, stdout } = spawnSync("which", [name], { env: { ...process.env, PATH }, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
