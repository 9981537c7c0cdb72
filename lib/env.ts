import { readWhatIsThere, type SettingFault, type SettingName } from "./read-settings";

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
    /** Where missing entries are created; undefined when the service does not create entries. */
    peopleDn?: string | undefined;
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
  /** How many web workers; absent, the service chooses. */
  webConcurrency: number | undefined;
  /** Random at each start: proves that our own front server determined the caller's address. */
  seal: string | undefined;
}

/** Every fault found in the settings. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly SettingFault[]) {
    super(`settings: ${faults.map(({ name, kind }) => `${name} (${kind})`).join(", ")}`);
    this.name = "SettingsError";
  }
}

/**
 * Reads every setting of the service. Throws `SettingsError` naming each one that is missing or wrong. In demo mode,
 * `server/` has already put the embedded servers' addresses in `source`.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const { env, faults } = readWhatIsThere(source);
  if (faults.length > 0) throw new SettingsError(faults);
  return env as Env;
}

const address: SettingName[] = ["PORT", "HOST", "DATA_DIR"];

/** Reads where the service listens and keeps its data, which other settings depend on. Throws `SettingsError`. */
export function readAddress(source: NodeJS.ProcessEnv): Pick<Env, "port" | "host" | "dataDir"> {
  const { env, faults } = readWhatIsThere(source);
  const wrong = faults.filter(({ name }) => address.includes(name));
  if (wrong.length > 0) throw new SettingsError(wrong);
  return env as Env;
}

let read: Env | undefined;

/** Returns the settings of this process, read on first use. */
export function env(): Env {
  read ??= readEnv(process.env);
  return read;
}
