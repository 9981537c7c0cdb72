import type { Block } from "./layout";
import { letter } from "./letter";
import { notYou } from "./not-you";

interface PasswordReset {
  givenName: string;
  /** The member of staff at the desk. */
  staffName: string;
  at: Date;
  /** The internal network of the desk; null when it is unknown. */
  network: string | null;
  /** The student typed it on their own phone, through the code that the desk showed. */
  isOnPhone?: boolean;
  /** A confirmed recovery address: without one, the mail says what it would be good for. */
  hasRecovery: boolean;
  /** The link « Ce n’était pas moi »; null for an address that may not report this change. */
  reportLink: string | null;
}

/** Tells the student that their password was changed at a desk, so that nobody can do it unnoticed. */
export const passwordReset = letter<PasswordReset>(
  "password-reset",
  ({ givenName, staffName, at, network, isOnPhone, hasRecovery, reportLink }, means) => {
    const { t, instant, publicUrl } = means;
    const facts: [string, string][] = [[t("passwordReset.at"), instant(at)]];
    if (network) facts.push([t("passwordReset.place"), t("passwordChanged.inside", { network })]);
    facts.push([t("passwordReset.staff"), staffName]);
    if (isOnPhone) facts.push([t("passwordReset.typed"), t("passwordReset.onPhone")]);
    const offer: Block[] = [
      { paragraph: t("passwordReset.offer") },
      { link: `${publicUrl}/mon-compte`, label: t("passwordReset.account") },
    ];
    return {
      subject: t("passwordReset.subject"),
      greeting: t("greeting", { givenName }),
      body: [
        { paragraph: t("passwordReset.done") },
        { facts },
        ...notYou(reportLink, means),
        ...(hasRecovery ? [] : offer),
      ],
    };
  },
);
