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
    /** Where the entries that are missing are made; absent where they are expected. */
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
  /** Random at each start; what proves that the caller's address was worked out by our own front server. */
  seal: string | undefined;
}

/** Everything that is wrong with the settings, so far as it is known. */
export class SettingsError extends Error {
  constructor(readonly faults: readonly SettingFault[]) {
    super(`settings: ${faults.map(({ name, kind }) => `${name} (${kind})`).join(", ")}`);
    this.name = "SettingsError";
  }
}

/**
 * Reads every setting of the service. Throws `SettingsError` naming each one that is missing or wrong. In demo mode the embedded
 * servers' addresses are expected in `source` already: `server/` puts them there before anything reads them.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const { env, faults } = readWhatIsThere(source);
  if (faults.length > 0) throw new SettingsError(faults);
  return env as Env;
}

const address: SettingName[] = ["PORT", "HOST", "DATA_DIR"];

/** Where the service listens and keeps its data: what is needed before the rest can be read. Throws `SettingsError`. */
export function readAddress(source: NodeJS.ProcessEnv): Pick<Env, "port" | "host" | "dataDir"> {
  const { env, faults } = readWhatIsThere(source);
  const wrong = faults.filter(({ name }) => address.includes(name));
  if (wrong.length > 0) throw new SettingsError(wrong);
  return env as Env;
}

let read: Env | undefined;

/** The settings of this process, read on first use. */
export function env(): Env {
  read ??= readEnv(process.env);
  return read;
}
