import { expect, test } from "vitest";
import university from "@/embedded/demo-university.json";
import { institutionSchema } from "@/lib/institution";
import { mailKinds } from "@/lib/mail/kinds";
import { accountActivated } from "@/lib/mail/templates/account-activated";
import { accountBlocked } from "@/lib/mail/templates/account-blocked";
import { changeReported } from "@/lib/mail/templates/change-reported";
import { deskChangeReported } from "@/lib/mail/templates/desk-change-reported";
import { deskUnusualVolume } from "@/lib/mail/templates/desk-unusual-volume";
import { passwordChanged } from "@/lib/mail/templates/password-changed";
import { passwordLink } from "@/lib/mail/templates/password-link";
import { passwordReset } from "@/lib/mail/templates/password-reset";
import { recoveryConfirmation } from "@/lib/mail/templates/recovery-confirmation";
import { recoveryConfirmed } from "@/lib/mail/templates/recovery-confirmed";
import { recoveryReplaced } from "@/lib/mail/templates/recovery-replaced";

const publicUrl = "https://compte.univ.example";
const sender = { institution: institutionSchema.parse(university), env: { publicUrl } };
const at = new Date("2031-11-01T12:20:00Z");
const reportLink = `${publicUrl}/ce-n-etait-pas-moi/lien?jeton=un-jeton`;
const locales = ["fr", "en"] as const;

const letters = {
  recoveryConfirmation: (locale: "fr" | "en") =>
    recoveryConfirmation(sender, locale, {
      code: "402118",
      link: `${publicUrl}/mail-de-secours/un-jeton`,
      expiresAt: new Date("2031-11-01T22:59:00Z"),
    }),
  accountActivated: (locale: "fr" | "en") =>
    accountActivated(sender, locale, { givenName: "Ariane", identifier: "ariane.exemple@etu.univ.example" }),
  passwordReset: (locale: "fr" | "en") =>
    passwordReset(sender, locale, {
      givenName: "Ariane",
      staffName: "Lucas Garcia",
      at,
      network: "filaire",
      hasRecovery: true,
      reportLink,
    }),
  passwordResetWithoutRecovery: (locale: "fr" | "en") =>
    passwordReset(sender, locale, {
      givenName: "Ariane",
      staffName: "Lucas Garcia",
      at,
      network: "filaire",
      hasRecovery: false,
      reportLink,
    }),
  passwordLink: (locale: "fr" | "en") =>
    passwordLink(sender, locale, {
      givenName: "Ariane",
      identifier: "ariane.exemple@etu.univ.example",
      askedAt: at,
      link: `${publicUrl}/mot-de-passe-oublie/lien?jeton=un-jeton`,
      expiresAt: new Date("2031-11-01T12:50:00Z"),
    }),
  passwordChanged: (locale: "fr" | "en") =>
    passwordChanged(sender, locale, { givenName: "Ariane", at, network: null, by: "link", reportLink }),
  passwordChangedInside: (locale: "fr" | "en") =>
    passwordChanged(sender, locale, { givenName: "Ariane", at, network: "vpn", by: "account", reportLink: null }),
  recoveryConfirmed: (locale: "fr" | "en") =>
    recoveryConfirmed(sender, locale, { givenName: "Ariane", email: "ariane@mail.example", reportLink }),
  recoveryReplaced: (locale: "fr" | "en") => recoveryReplaced(sender, locale, { givenName: "Ariane", at, reportLink }),
  accountBlocked: (locale: "fr" | "en") => accountBlocked(sender, locale, { givenName: "Ariane", change: "desk", at }),
  changeReported: (locale: "fr" | "en") =>
    changeReported(sender, locale, {
      identifier: "ariane.exemple@etu.univ.example",
      name: "Ariane Exemple",
      change: "desk",
      at,
      network: "filaire",
      staffLogin: "garcia-l",
    }),
  deskChangeReported: (locale: "fr" | "en") =>
    deskChangeReported(sender, locale, { identifier: "ariane.exemple@etu.univ.example", name: "Ariane Exemple", at }),
  deskUnusualVolume: (locale: "fr" | "en") =>
    deskUnusualVolume(sender, locale, {
      staffName: "Lucas Garcia",
      staffUid: "garcia-l",
      event: "unknownCards",
      count: 20,
      at,
    }),
};
const everyLetter = Object.entries(letters).flatMap(([name, write]) =>
  locales.map((locale) => ({ name, locale, write })),
);

test("every kind of mail has its letter here", () => {
  expect(new Set(everyLetter.map(({ locale, write }) => write(locale).kind))).toEqual(new Set(mailKinds));
});

test.each(everyLetter)("$name reads well in $locale", ({ locale, write }) => {
  const { subject, text, html } = write(locale);
  expect(`${subject}\n\n${text}`).toMatchSnapshot("text");
  expect(html.replace(/<style>.*<\/style>\n/s, "")).toMatchSnapshot("html");
});

test.each(everyLetter)("every link of $name in $locale starts from our public address", ({ locale, write }) => {
  const { text, html } = write(locale);
  const links = `${text} ${html}`.match(/https?:\/\/[^\s"<]+/g) ?? [];
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) expect(link.startsWith(`${publicUrl}/`)).toBe(true);
});

test.each(everyLetter)("$name in $locale asks for nothing from the network", ({ locale, write }) => {
  expect(write(locale).html).not.toMatch(/<img|<link|<script|url\(|@import| style=/);
});

test.each(locales)("the mail to an unconfirmed address names nobody, and its subject holds no code (%s)", (locale) => {
  const { subject, text } = letters.recoveryConfirmation(locale);
  expect(subject).not.toMatch(/\d/);
  expect(text).not.toMatch(/Ariane|@/);
});

test("what a person is called cannot become HTML", () => {
  const { html } = accountActivated(sender, "fr", { givenName: `<b onclick="x">'&`, identifier: "a@etu.univ.example" });
  expect(html).toContain("Bonjour &lt;b onclick=&quot;x&quot;&gt;&#39;&amp;,");
});
