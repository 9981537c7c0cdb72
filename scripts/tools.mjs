import { spawnSync } from "node:child_process";
import { say } from "./say.mjs";

/** What the tests need beside npm's packages: the Debian package, the program that shows it is there, and what is tested with it. */
const tools = [
  {
    debian: "chromium",
    program: "chromium",
    french: "les pages, dans un navigateur",
    english: "the pages, in a browser",
  },
  { debian: "slapd", program: "slapd", french: "l’annuaire OpenLDAP", english: "the OpenLDAP directory" },
  { debian: "ldap-utils", program: "ldapsearch", french: "l’annuaire OpenLDAP", english: "the OpenLDAP directory" },
];

/**
 * Installs what is missing, where that is possible. Answers what still is.
 * @param {string[]} wanted Debian packages; all that the tests need, when not given.
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
  return missingTools(wanted);
}

/** @param {string[]} wanted */
function missingTools(wanted) {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;
  const asked = tools.filter(({ debian }) => wanted.includes(debian));
  return asked.filter(({ program }) => spawnSync("which", [program], { env: { ...process.env, PATH } }).status !== 0);
}
