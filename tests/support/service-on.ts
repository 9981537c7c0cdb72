import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { type RunningApp, startApp } from "./app";
import { type DirectoryServer, settingsOf } from "./servers/directory-server";

/** Starts the built service on that directory, over LDAPS and with an account that is not an administrator. */
export async function startServiceOn(server: DirectoryServer, env: Record<string, string> = {}): Promise<RunningApp> {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  const folder = mkdtempSync(join(tmpdir(), "trousseau-university-"));
  const institution = join(folder, "university.json");
  const { attributes } = server.institution;
  writeFileSync(institution, JSON.stringify({ ...demoUniversity, attributes }));
  const { urls, caFile = "", flavor, baseDn, bindDn, bindPassword } = settingsOf(server);
  const app = await startApp({
    env: {
      LDAP_URL: urls.join(" "),
      LDAP_CA_FILE: caFile,
      LDAP_FLAVOR: flavor,
      LDAP_BASE_DN: baseDn,
      LDAP_BIND_DN: bindDn,
      LDAP_BIND_PASSWORD: bindPassword,
      INSTITUTION_FILE: institution,
      ...env,
    },
  });
  return {
    ...app,
    async stop() {
      const status = await app.stop();
      rmSync(folder, { recursive: true });
      return status;
    },
  };
}
