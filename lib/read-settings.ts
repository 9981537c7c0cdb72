import { resolve } from "node:path";
import { z } from "zod";
import type { Env } from "./env";
import { parseNetworks, parseRanges } from "./network/ranges";

const flag = z
  .enum(["", "0", "1", "false", "true"])
  .default("")
  .transform((value) => value === "1" || value === "true");
const text = z.string().trim();
const urls = (schemes: RegExp) =>
  text
    .transform((value) => value.split(/\s+/).filter(Boolean))
    .refine((all) => all.every((url) => schemes.test(url) && URL.canParse(url)));
const readBy = (read: (value: string) => unknown) => text.refine((value) => doesNotThrow(() => read(value)));
/** The service runs at the root of its own host: anything after the origin is refused, not silently dropped. */
const originUrl = z.url({ protocol: /^https?$/ }).refine((url) => {
  if (!URL.canParse(url) || /[?#]/.test(url)) return false;
  const { pathname, username, password } = new URL(url);
  return pathname === "/" && !username && !password;
});

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
  LDAP_PROVISIONING: z.enum(["none", "create"]).default("none"),
  LDAP_PEOPLE_DN: text.optional(),
  SMTP_URL: text
    .regex(/^smtps?:\/\//)
    .refine((url) => URL.canParse(url))
    .optional(),
  MAIL_FROM: text.optional(),
  PUBLIC_URL: originUrl.optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  INTERNAL_NETWORKS: readBy(parseNetworks).optional(),
  TRUSTED_PROXIES: readBy(parseRanges).default(""),
  INSTITUTION_FILE: text.optional(),
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).optional(),
  TROUSSEAU_SEAL: z.string().optional(),
});

/** A setting that the service reads from its environment. */
export type SettingName = (typeof settingNames)[number];

export const settingNames = environment.keyof().exclude(["TROUSSEAU_SEAL"]).options;

/**
 * What is wrong with a setting, or with the file that it names. `values` fill the blanks of the sentence about it, and
 * never contain a secret.
 */
export interface SettingFault {
  name: SettingName;
  kind: "missing" | "malformed" | "not-https" | "unreadable" | "not-json" | "wrong";
  values?: Record<string, string>;
}

/** The settings, as far as they could be read. */
export type PartialEnv = Omit<Partial<Env>, "ldap"> & { ldap: Partial<Env["ldap"]> };

/** True in demo mode: with `DEMO=1`, or, unless `DEMO=0`, with none of the four settings of a real service. */
export function isDemoMode(source: NodeJS.ProcessEnv): boolean {
  if (source.DEMO === "1" || source.DEMO === "true") return true;
  if (source.DEMO === "0" || source.DEMO === "false") return false;
  return !["LDAP_URL", "DATABASE_URL", "SMTP_URL", "PUBLIC_URL"].some((name) => source[name]);
}

/** The settings that every real service needs, and that the demo sets itself. */
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

/** Reads each setting on its own, and lists the faults for callers that go on without the rest. Never throws. */
export function readWhatIsThere(source: NodeJS.ProcessEnv): { env: PartialEnv; faults: SettingFault[] } {
  const isDemo = isDemoMode(source);
  const { value, malformed } = readEach(source);
  const faults: SettingFault[] = [
    ...malformed,
    ...needed.filter((name) => !source[name]).map((name) => ({ name, kind: "missing" as const })),
  ];
  if (
    value.PUBLIC_URL &&
    !isDemo &&
    !/^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(value.PUBLIC_URL)
  ) {
    faults.push({ name: "PUBLIC_URL", kind: "not-https" });
  }
  return { env: envOf(value, isDemo), faults: [...faults, ...faultsOfProvisioning(value)] };
}

/** A service that creates entries must say where. */
function faultsOfProvisioning({ LDAP_PROVISIONING, LDAP_PEOPLE_DN, LDAP_BASE_DN }: Values): SettingFault[] {
  const name = "LDAP_PEOPLE_DN";
  if (LDAP_PROVISIONING !== "create") return [];
  if (!LDAP_PEOPLE_DN) return [{ name, kind: "missing" }];
  if (!LDAP_BASE_DN || isWithin(LDAP_PEOPLE_DN, LDAP_BASE_DN)) return [];
  return [{ name, kind: "malformed" }];
}

/** True when the first name is the second, or is below it. Names are compared by their spelling. */
function isWithin(dn: string, base: string): boolean {
  const [folded, foldedBase] = [dn, base].map((name) => name.toLowerCase().replace(/\s*([,=])\s*/g, "$1"));
  return `,${folded}`.endsWith(`,${foldedBase}`);
}

type Values = Partial<z.infer<typeof environment>>;

function readEach(source: NodeJS.ProcessEnv): { value: Values; malformed: SettingFault[] } {
  const read = environment.safeParse(withoutEmpty(source));
  if (read.success) return { value: read.data, malformed: [] };
  const wrong = new Set(read.error.issues.map(({ path }) => path[0] as SettingName));
  const others = Object.entries(withoutEmpty(source)).filter(([name]) => !wrong.has(name as SettingName));
  const omitted = Object.fromEntries([...wrong].map((name) => [name, true])) as { [Name in SettingName]?: true };
  return {
    value: environment.omit(omitted).parse(Object.fromEntries(others)),
    malformed: [...wrong].map((name) => ({ name, kind: "malformed" })),
  };
}

function envOf(value: Values, isDemo: boolean): PartialEnv {
  return {
    isDemo,
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR && resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    ldap: {
      urls: value.LDAP_URL,
      startTls: value.LDAP_STARTTLS,
      caFile: value.LDAP_CA_FILE,
      baseDn: value.LDAP_BASE_DN,
      bindDn: value.LDAP_BIND_DN,
      bindPassword: value.LDAP_BIND_PASSWORD,
      flavor: value.LDAP_FLAVOR,
      peopleDn: value.LDAP_PROVISIONING === "create" ? value.LDAP_PEOPLE_DN : undefined,
    },
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    publicUrl: value.PUBLIC_URL && new URL(value.PUBLIC_URL).origin,
    secret: value.NEXTAUTH_SECRET,
    internalNetworks: value.INTERNAL_NETWORKS,
    trustedProxies: value.TRUSTED_PROXIES,
    institutionFile: value.INSTITUTION_FILE && resolve(value.INSTITUTION_FILE),
    webConcurrency: value.WEB_CONCURRENCY,
    seal: value.TROUSSEAU_SEAL,
  };
}

function doesNotThrow(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** An empty setting counts as missing. */
function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
}
