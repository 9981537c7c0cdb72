import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { baseDn, policy } from "../directory-server";
import type { Values } from "../ldif";

const templates = "/usr/share/dirsrv/data";

export interface Places {
  folder: string;
  /** The instance's name, which the server uses for what it shares with others on the machine. */
  name: string;
  port: string;
  securePort: string;
  /** The Directory Manager's, hashed. */
  rootPassword: string;
}

/** Returns the `dse.ldif` of a new instance: the package's templates, our policy, TLS, and one database. */
export function instanceConfiguration(places: Places): string {
  const [main = "", ...others] = template("template-dse.ldif", places).split(/\n\n+/);
  const database = template("template-suffix-db.ldif", places).replace(/^#.*\n/gm, "");
  const entries = others.map((entry) =>
    entry.startsWith(slowToStart) ? entry.replace("pluginenabled: on", "pluginenabled: off") : entry,
  );
  // An empty entry would end the server without a message.
  return [main + ownSettings(places), ...entries, database].filter((entry) => entry !== "").join("\n\n");
}

/** An old scheme that measures the processor for two seconds at each start. Passwords use another. */
const slowToStart = "dn: cn=PBKDF2_SHA256,";

function ownSettings({ securePort }: Places): string {
  return asLines({
    "nsslapd-listenhost": ["127.0.0.1"],
    "nsslapd-securelistenhost": ["127.0.0.1"],
    "nsslapd-security": ["on"],
    "nsslapd-secureport": [securePort],
    "nsslapd-rootpwstoragescheme": ["SSHA"],
    "nsslapd-pwpolicy-local": ["on"],
    ...passwordPolicy,
  });
}

/** In the form of `cn=config`, for everybody, and of a separate entry, for some. */
export const passwordPolicy: Values = {
  passwordCheckSyntax: ["on"],
  passwordMinLength: [String(policy.minLength)],
  passwordHistory: ["on"],
  passwordInHistory: [String(policy.history)],
  passwordExp: ["on"],
  passwordMaxAge: [String(policy.maxAgeSeconds)],
  passwordLockout: ["on"],
  passwordUnlock: ["on"],
  passwordMaxFailure: [String(policy.maxFailures)],
  passwordLockoutDuration: [String(policy.lockoutSeconds)],
  passwordResetFailureCount: [String(policy.lockoutSeconds)],
};

function asLines(values: Values): string {
  return Object.entries(values)
    .flatMap(([name, all]) => all.map((value) => `\n${name}: ${value}`))
    .join("");
}

/** Returns a template of the package, with each `%name%` replaced. */
function template(name: string, { folder, name: instance, port, rootPassword }: Places): string {
  const values: Record<string, string> = {
    schema_dir: join(folder, instance, "schema"),
    cert_dir: join(folder, instance),
    config_dir: "/etc/dirsrv/config",
    lock_dir: join(folder, "lock"),
    log_dir: join(folder, "log"),
    run_dir: join(folder, "run"),
    tmp_dir: folder,
    inst_dir: folder,
    ldif_dir: folder,
    bak_dir: folder,
    db_dir: join(folder, "db"),
    db_home_dir: join(folder, "db"),
    db_lib: "bdb",
    fqdn: "localhost",
    ds_port: port,
    ds_user: userInfo().username,
    rootdn: directoryManager,
    ds_passwd: rootPassword,
    ldapi: join(folder, "run", "socket"),
    ldapi_enabled: "off",
    ldapi_autobind: "off",
    ds_suffix: baseDn,
    ds_bename: "userroot",
  };
  return readFileSync(join(templates, name), "utf8").replace(/%(\w+)%/g, (whole, key: string) => values[key] ?? whole);
}

export const directoryManager = "cn=Directory Manager";

/** Converts a slapd schema to 389 Directory Server's syntax. */
export function schemaLdif(slapdSchema: string): string {
  const definitions = slapdSchema
    .replace(/^#.*$/gm, "")
    .replace(/\n[ \t]+/g, " ")
    .replace(/^attributetype/gm, "attributeTypes:")
    .replace(/^objectclass/gm, "objectClasses:")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return ["dn: cn=schema", ...definitions, ""].join("\n");
}
