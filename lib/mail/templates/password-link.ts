import { letter } from "./letter";

interface PasswordLink {
  givenName: string;
  identifier: string;
  askedAt: Date;
  /** Built from `publicUrl` by the code that made its token. */
  link: string;
  expiresAt: Date;
}

/** Sends a confirmed recovery address the link that replaces a forgotten password. */
export const passwordLink = letter<PasswordLink>(
  "password-link",
  ({ givenName, identifier, askedAt, link, expiresAt }, { t, instant }) => ({
    subject: t("passwordLink.subject"),
    greeting: t("greeting", { givenName }),
    body: [
      { paragraph: t("passwordLink.why") },
      {
        facts: [
          [t("passwordLink.identifier"), identifier],
          [t("passwordLink.askedAt"), instant(askedAt)],
        ],
      },
      { link, label: t("passwordLink.link") },
      { paragraph: t("passwordLink.until", { until: instant(expiresAt) }) },
      { paragraph: t("passwordLink.notYou") },
    ],
  }),
);
