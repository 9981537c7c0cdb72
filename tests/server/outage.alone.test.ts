import { expect, test, vi } from "vitest";
import { outageAnswer } from "@/server/front/outage";

const settings = {
  DEMO: "1",
  DATABASE_URL: "postgres://127.0.0.1:1/none",
  LDAP_URL: "ldap://127.0.0.1:1",
  LDAP_BASE_DN: "dc=univ,dc=example",
  LDAP_BIND_DN: "cn=service,dc=univ,dc=example",
  LDAP_BIND_PASSWORD: "only-for-tests",
  SMTP_URL: "smtp://127.0.0.1:1",
  MAIL_FROM: "ne-pas-repondre@univ.example",
  PUBLIC_URL: "https://compte.univ.example",
  NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only",
  INTERNAL_NETWORKS: "filaire=127.0.0.0/8",
  INSTITUTION_FILE: "embedded/demo-university.json",
};

test("with the database away, the page still says whom to call, and when", () => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { body } = outageAnswer({ status: 503, away: "database", locale: "fr", isApi: false, requestId: "r-1" });
  expect(body).toContain("La base de données ne répond pas");
  expect(body).toMatch(/Besoin d’aide maintenant\u202f\? <a href="tel:\+33\d{9}">[\d\u00a0]+<\/a>, .*h/);
});
