import { expect, test, vi } from "vitest";
import { outageAnswer } from "@/server/front/outage";
import { testEnv } from "@/tests/support/first-connections";
import { settingsOf } from "@/tests/support/settings-of";

const nowhere = {
  urls: ["ldap://127.0.0.1:1"],
  baseDn: "dc=univ,dc=example",
  bindDn: "cn=service,dc=univ,dc=example",
  bindPassword: "only-for-tests",
};
const settings = settingsOf(testEnv("postgres://127.0.0.1:1/none", nowhere));

test("with the database away, the page still says whom to call, and when", () => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { body } = outageAnswer({ status: 503, away: "database", locale: "fr", isApi: false, requestId: "r-1" });
  expect(body).toContain("La base de données ne répond pas");
  expect(body).toMatch(/Besoin d’aide maintenant\u202f\? <a class="here" href="tel:\+33\d{9}">[\d\u00a0]+<\/a>, .*h/);
});

test("it names the university, and says the same in the other language", () => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { body } = outageAnswer({ status: 503, away: "directory", locale: "en", isApi: false, requestId: "r-1" });
  expect(body).toContain("<b>Example University</b>");
  expect(body).toContain('<p lang="fr">L’annuaire ne répond pas. Rien n’est perdu');
});
