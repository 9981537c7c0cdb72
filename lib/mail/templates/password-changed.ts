import { letter } from "./letter";
import { notYou } from "./not-you";

interface PasswordChanged {
  givenName: string;
  at: Date;
  /** The internal network from which it was done; null outside. */
  network: string | null;
  /** With a mailed link, or in « Mon compte » with the old password. */
  by: "link" | "account";
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the student that their password was changed by link or with the old one, so that nobody does it unnoticed. */
export const passwordChanged = letter<PasswordChanged>(
  "password-changed",
  ({ givenName, at, network, by, reportLink }, means) => {
    const { t, instant } = means;
    const place = network ? t("passwordChanged.inside", { network }) : t("passwordChanged.outside");
    return {
      subject: t("passwordChanged.subject"),
      greeting: t("greeting", { givenName }),
      body: [
        { paragraph: t(`passwordChanged.${by}`) },
        {
          facts: [
            [t("passwordChanged.at"), instant(at)],
            [t("passwordChanged.place"), place],
          ],
        },
        ...notYou(reportLink, means),
      ],
    };
  },
);
