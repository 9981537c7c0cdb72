import { resolve } from "node:path";
import { z } from "zod";

const flag = z
  .enum(["", "0", "1", "false", "true"])
  .default("")
  .transform((value) => value === "1" || value === "true");
const text = z.string().trim();
const urls = (schemes: RegExp) =>
  text.transform((value) => value.split(/\s+/).filter(Boolean)).refine((all) => all.every((url) => schemes.test(url)));

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: text.optional(),
  DATA_DIR: text.default(".data"),
  DEMO: flag,
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//).optional(),
  LDAP_URL: urls(/^ldaps?:\/\//).optional(),
  LDAP_STARTTLS: flag,
  LDAP_CA_FILE: text.optional(),
  LDAP_BASE_DN: text.optional(),
  LDAP_BIND_DN: text.optional(),
  LDAP_BIND_PASSWORD: z.string().optional(),
  LDAP_FLAVOR: z.enum(["openldap", "389ds", "ad"]).default("openldap"),
  SMTP_URL: text.regex(/^smtps?:\/\//).optional(),
  MAIL_FROM: text.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  INTERNAL_NETWORKS: text.optional(),
  TRUSTED_PROXIES: text.default(""),
  INSTITUTION_FILE: text.optional(),
  TROUSSEAU_SEAL: z.string().optional(),
});

export interface Env {
  isDemo: boolean;
  port: number;
  host: string | undefined;
  dataDir: string;
  databaseUrl: string;
  ldap: {
    urls: string[];
    startTls: boolean;
    caFile: string | undefined;
    baseDn: string;
    bindDn: string;
    bindPassword: string;
    flavor: "openldap" | "389ds" | "ad";
  };
  smtpUrl: string;
  mailFrom: string;
  /** Origin of every link that we send, without a trailing slash. */
  publicUrl: string;
  /** Signs sessions, and keys the hashes of short codes. */
  secret: string;
  internalNetworks: string;
  trustedProxies: string;
  institutionFile: string;
  /** Random at each start; what proves that the caller's address was worked out by our own front server. */
  seal: string | undefined;
}

/** What was wrong with the settings, one line each, ready to print. */
export class SettingsError extends Error {
  constructor(readonly faults: string[]) {
    super(`settings: ${faults.join("; ")}`);
    this.name = "SettingsError";
  }
}

/** True when the service is to run as a demonstration: `DEMO=1`, or, unless `DEMO=0`, none of the four settings of a real one is there. */
export function isDemoMode(source: NodeJS.ProcessEnv): boolean {
  if (source.DEMO === "1" || source.DEMO === "true") return true;
  if (source.DEMO === "0" || source.DEMO === "false") return false;
  return !["LDAP_URL", "DATABASE_URL", "SMTP_URL", "PUBLIC_URL"].some((name) => source[name]);
}

/**
 * Reads every setting of the service. Throws `SettingsError` naming each one that is missing or wrong. In demo mode the embedded
 * servers' addresses are expected in `source` already: `server/` puts them there before anything reads them.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const value = parse(environment, source);
  const isDemo = isDemoMode(source);
  const needed = [
    "DATABASE_URL",
    "LDAP_URL",
    "LDAP_BASE_DN",
    "LDAP_BIND_DN",
    "LDAP_BIND_PASSWORD",
    "SMTP_URL",
    "MAIL_FROM",
    "PUBLIC_URL",
    "NEXTAUTH_SECRET",
    "INTERNAL_NETWORKS",
    "INSTITUTION_FILE",
  ] as const;
  const faults = needed.filter((name) => !value[name]).map((name) => `${name} is missing`);
  if (
    value.PUBLIC_URL &&
    !isDemo &&
    !/^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(value.PUBLIC_URL)
  ) {
    faults.push("PUBLIC_URL must be https");
  }
  if (faults.length > 0) throw new SettingsError(faults);
  return {
    isDemo,
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL as string,
    ldap: {
      urls: value.LDAP_URL as string[],
      startTls: value.LDAP_STARTTLS,
      caFile: value.LDAP_CA_FILE,
      baseDn: value.LDAP_BASE_DN as string,
      bindDn: value.LDAP_BIND_DN as string,
      bindPassword: value.LDAP_BIND_PASSWORD as string,
      flavor: value.LDAP_FLAVOR,
    },
    smtpUrl: value.SMTP_URL as string,
    mailFrom: value.MAIL_FROM as string,
    publicUrl: new URL(value.PUBLIC_URL as string).origin,
    secret: value.NEXTAUTH_SECRET as string,
    internalNetworks: value.INTERNAL_NETWORKS as string,
    trustedProxies: value.TRUSTED_PROXIES,
    institutionFile: resolve(value.INSTITUTION_FILE as string),
    seal: value.TROUSSEAU_SEAL,
  };
}

/** Where the service listens and keeps its data: what is needed before the rest can be read. Throws `SettingsError`. */
export function readAddress(source: NodeJS.ProcessEnv): Pick<Env, "port" | "host" | "dataDir"> {
  const value = parse(environment.pick({ PORT: true, HOST: true, DATA_DIR: true }), source);
  return { port: value.PORT, host: value.HOST, dataDir: resolve(value.DATA_DIR) };
}

/** An empty setting is one that is not there. */
function parse<T>(schema: z.ZodType<T>, source: NodeJS.ProcessEnv): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
}

let read: Env | undefined;

/** The settings of this process, read on first use. */
export function env(): Env {
  read ??= readEnv(process.env);
  return read;
}
