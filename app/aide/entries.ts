import type { Messages } from "@/messages/catalogue";

export type EntryKey = keyof Messages["help"]["entries"];

/** Whose places and hours are shown under an answer. */
export type Contact = "registrars" | "kiosks" | "it";

interface Entry {
  /** The fragment of its address. Refusals, mails and the API link to it: it never changes. */
  anchor: string;
  key: EntryKey;
  contact?: Contact;
}

interface EntryGroup {
  key: keyof Messages["help"]["groups"];
  entries: readonly Entry[];
}

/** Every situation of the help page, in order. */
export const entryGroups: readonly EntryGroup[] = [
  {
    key: "activation",
    entries: [
      { anchor: "pas-encore-ouvert", key: "notOpenYet", contact: "registrars" },
      { anchor: "pas-active-a-temps", key: "notActivatedInTime", contact: "registrars" },
      { anchor: "feuille-perdue", key: "sheetLost", contact: "registrars" },
      { anchor: "mot-de-passe-provisoire-refuse", key: "provisionalRefused", contact: "registrars" },
      { anchor: "mail-jamais-arrive", key: "mailNeverCame" },
      { anchor: "premiere-connexion-personnel", key: "staffActivation", contact: "it" },
    ],
  },
  {
    key: "account",
    entries: [
      { anchor: "mot-de-passe-oublie", key: "passwordForgotten", contact: "kiosks" },
      { anchor: "sans-mail-de-secours", key: "noRecoveryEmail", contact: "kiosks" },
      { anchor: "carte-perdue", key: "cardLost", contact: "registrars" },
      { anchor: "compte-suspendu", key: "accountSuspended", contact: "it" },
      { anchor: "double-statut", key: "doubleStatus", contact: "it" },
      { anchor: "trop-d-essais", key: "tooManyTries" },
      { anchor: "mail-que-je-n-attendais-pas", key: "unexpectedMail", contact: "it" },
      { anchor: "ce-n-etait-pas-moi", key: "notMe", contact: "kiosks" },
      { anchor: "mon-compte", key: "myAccount" },
      { anchor: "nouvelle-charte", key: "newCharter" },
      { anchor: "service-indisponible", key: "serviceDown", contact: "it" },
    ],
  },
  {
    key: "staff",
    entries: [
      { anchor: "hors-reseau", key: "outsideNetwork", contact: "it" },
      { anchor: "session-bloquee", key: "frozenSession" },
      { anchor: "role-insuffisant", key: "roleMissing", contact: "it" },
      { anchor: "scolarite", key: "registrarPages", contact: "it" },
      { anchor: "administration", key: "administrationPages", contact: "it" },
    ],
  },
];
