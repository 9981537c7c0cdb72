import type { Env } from "@/lib/env";

/** Returns the environment for another process on the same database and directory: the reverse of `readEnv`. */
export function settingsOf(env: Env): Record<string, string> {
  return {
    DEMO: env.isDemo ? "1" : "0",
    DATABASE_URL: env.databaseUrl,
    LDAP_URL: env.ldap.urls.join(" "),
    LDAP_BASE_DN: env.ldap.baseDn,
    LDAP_BIND_DN: env.ldap.bindDn,
    LDAP_BIND_PASSWORD: env.ldap.bindPassword,
    SMTP_URL: env.smtpUrl,
    MAIL_FROM: env.mailFrom,
    PUBLIC_URL: env.publicUrl,
    NEXTAUTH_SECRET: env.secret,
    INTERNAL_NETWORKS: env.internalNetworks,
    INSTITUTION_FILE: env.institutionFile,
  };
}
